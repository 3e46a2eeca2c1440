import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useChange } from "../api/use-reply.ts";
import { Confirmation } from "../looks/dialog/confirmation.tsx";

interface ConfirmedActionProps {
  /** The word on the button, and on the one that does it. */
  title: string;
  /** The name that readers of screens hear, where the word alone says too little. @default the word */
  label?: string;
  question: string;
  onAct: () => Promise<unknown>;
  /** Says what it does. */
  children: ComponentChildren;
}

/** A button that changes something on the server for good: it asks before, and shows a refusal where it asked. */
export function ConfirmedAction({ title, label, question, onAct, children }: ConfirmedActionProps) {
  const [isAsking, setAsking] = useState(false);
  const act = useChange(async () => {
    await onAct();
    setAsking(false);
  });
  return (
    <>
      <button type="button" aria-label={label} onClick={() => setAsking(true)}>
        {title}
      </button>
      {isAsking && (
        <Confirmation
          title={question}
          action={title}
          onConfirm={() => act.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={act.error}
        >
          {children}
        </Confirmation>
      )}
    </>
  );
}
