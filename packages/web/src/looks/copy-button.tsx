import { useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";

interface CopyButtonProps {
  text: string;
  /** The name of it that readers of screens hear. */
  name: string;
}

/** Copies a text; absent where there is no clipboard: browsers have one for pages of this machine and of https alone. */
export function CopyButton({ text, name }: CopyButtonProps) {
  const { texts } = useLanguage();
  const [isCopied, setCopied] = useState(false);
  if (!("clipboard" in navigator)) {
    return null;
  }
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  const words = isCopied ? texts.grid.copied : texts.grid.copy;
  return (
    <button type="button" class="quiet" aria-label={`${words}: ${name}`} title={words} onClick={() => void copy()}>
      {isCopied ? (
        <span aria-hidden="true">✓</span>
      ) : (
        <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" class="icon">
          <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
          <path d="M3.5 10.5H3A1.5 1.5 0 0 1 1.5 9V3A1.5 1.5 0 0 1 3 1.5h6A1.5 1.5 0 0 1 10.5 3v.5" />
        </svg>
      )}
    </button>
  );
}
