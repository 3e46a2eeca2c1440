import "./dialog.css";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useLanguage } from "../../language/language-context.tsx";

interface DialogProps {
  title: string;
  /** Called when it was closed, by Escape too; the focus goes back to where it was. */
  onClose: () => void;
  /** Whether it takes all the room of the window. @default false */
  isLarge?: boolean;
  children: ComponentChildren;
}

/** A box over the page that has the keyboard until it is closed. */
export function Dialog({ title, onClose, isLarge = false, children }: DialogProps) {
  const { texts } = useLanguage();
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  // With the page, not a frame later: a key that is pressed meanwhile would go to what lies below.
  useLayoutEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    // Closing gives the focus back, also where the page takes the dialog away by itself.
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={place} class={isLarge ? "large" : ""} aria-labelledby={id} onClose={onClose}>
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
