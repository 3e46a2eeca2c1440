import { useLanguage } from "../language/language-context.tsx";

interface EnlargeButtonProps {
  /** The name of what it enlarges. */
  name: string;
  onClick: () => void;
}

/** Shows something over the whole page; the key that enlarges looks for it on its card. */
export function EnlargeButton({ name, onClick }: EnlargeButtonProps) {
  const { texts } = useLanguage();
  return (
    <button
      type="button"
      class="quiet enlarge"
      aria-label={texts.frame.enlarge(name)}
      title={texts.keyboard.actions.enlarge}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" class="icon">
        <path d="M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5" />
      </svg>
    </button>
  );
}

/** Enlarges the card that has the focus or lies under the mouse, or else the first one in sight. */
export function enlargeCard(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("main .card .enlarge")];
  const isOn = (state: string) => (button: HTMLElement) => button.closest(".card")?.matches(state);
  const button =
    buttons.find(isOn(":focus-within")) ??
    buttons.find(isOn(":hover")) ??
    buttons.find((button) => button.getBoundingClientRect().top > 0);
  // The focus comes back to where it was: with keys alone, that is the card.
  button?.focus({ preventScroll: true });
  button?.click();
}
