import { useLanguage } from "../language/language-context.tsx";
import "./chips.css";

/** A condition that the entries of a list meet. */
interface Chip {
  text: string;
  onTakeOff: () => void;
}

/** The conditions that the entries of a list meet, each of which can be taken off; nothing where there is none. */
export function Chips({ chips }: { chips: readonly Chip[] }) {
  const { texts } = useLanguage();
  if (chips.length === 0) {
    return null;
  }
  return (
    <p class="chips">
      {chips.map(({ text, onTakeOff }) => (
        <span key={text} class="tag">
          {text}
          <button type="button" class="quiet" aria-label={texts.table.removeFilter(text)} onClick={onTakeOff}>
            ✕
          </button>
        </span>
      ))}
    </p>
  );
}
