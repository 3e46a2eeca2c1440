import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/dialog/confirmation.tsx";

/** Makes a task a draft again, after asking. */
export function ResetTask({ task: { id, name } }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isAsking, setAsking] = useState(false);
  const reset = useChange(async () => {
    await callApi("tasks.reset", { task: id });
    setAsking(false);
  });
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {words.reset}
      </button>
      {isAsking && (
        <Confirmation
          title={words.askReset(name)}
          action={words.reset}
          onConfirm={() => reset.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={reset.error}
        >
          <p>{words.resetDeletes}</p>
        </Confirmation>
      )}
    </>
  );
}
