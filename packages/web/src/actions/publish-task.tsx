import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/dialog/confirmation.tsx";

/** Publishes a task, after saying that it stays as it is from then on. */
export function PublishTask({ task: { id, name } }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isAsking, setAsking] = useState(false);
  const publish = useChange(async () => {
    await callApi("tasks.publish", { task: id, status_reason: words.published });
    setAsking(false);
  });
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {words.publish}
      </button>
      {isAsking && (
        <Confirmation
          title={words.askPublish(name)}
          action={words.publish}
          onConfirm={() => publish.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={publish.error}
        >
          <p>{words.publishFreezes}</p>
        </Confirmation>
      )}
    </>
  );
}
