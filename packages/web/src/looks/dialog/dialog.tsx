import "./dialog.css";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useLanguage } from "../../language/language-context.tsx";

interface DialogProps {
  title: string;
  /** Called when it was closed, by Escape too; the focus goes back to where it was. */
  onClose: () => void;
  children: ComponentChildren;
}

/** A box over the page that has the keyboard until it is closed. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { texts } = useLanguage();
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    // Closing gives the focus back, also where the page takes the dialog away by itself.
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={place} aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" aria-label={texts.frame.close} onClick={() => place.current?.close()}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
