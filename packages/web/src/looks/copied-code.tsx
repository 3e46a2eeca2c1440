import { useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";

/** An id or another code that people take elsewhere, with a button that copies it. */
export function CopiedCode({ children }: { children: string }) {
  const { texts } = useLanguage();
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(children).then(() => setCopied(true));
  const words = isCopied ? texts.grid.copied : texts.grid.copy;
  return (
    <>
      <code>{children}</code>
      {/* Browsers have a clipboard for pages of this machine and of https alone. */}
      {"clipboard" in navigator && (
        <button
          type="button"
          class="quiet"
          aria-label={`${words}: ${children}`}
          title={words}
          onClick={() => void copy()}
        >
          {isCopied ? (
            <span aria-hidden="true">✓</span>
          ) : (
            <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" class="icon">
              <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
              <path d="M3.5 10.5H3A1.5 1.5 0 0 1 1.5 9V3A1.5 1.5 0 0 1 3 1.5h6A1.5 1.5 0 0 1 10.5 3v.5" />
            </svg>
          )}
        </button>
      )}
    </>
  );
}
