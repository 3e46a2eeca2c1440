import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/dialog/confirmation.tsx";

/** Publishes a model, after saying what that means; nothing where it is published already. */
export function PublishModel({ model: { id, name, ready } }: { model: JoinedModelRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isAsking, setAsking] = useState(false);
  const publish = useChange(async () => {
    await callApi("models.set_ready", { model: id, publish_task: false });
    setAsking(false);
  });
  if (ready === true) {
    return null;
  }
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
          <p>{words.publishFreezesModel}</p>
        </Confirmation>
      )}
    </>
  );
}
