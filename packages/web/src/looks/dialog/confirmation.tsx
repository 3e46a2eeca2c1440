import type { ComponentChildren } from "preact";
import type { CallError } from "../../api/api.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { Problem } from "../problem.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmationProps {
  title: string;
  /** The word on the button that does it. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  /** The refusal of the last attempt. */
  error: CallError | null;
  children: ComponentChildren;
}

/** Asks before something that cannot be taken back, and says what it does. */
export function Confirmation({ title, action, onConfirm, onClose, error, children }: ConfirmationProps) {
  const { texts } = useLanguage();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Problem error={error} />
      <form method="dialog" class="tools end">
        <button type="submit">{texts.frame.cancel}</button>
        <button type="button" class="danger" onClick={onConfirm}>
          {action}
        </button>
      </form>
    </Dialog>
  );
}
