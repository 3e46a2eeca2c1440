import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Confirmation } from "../looks/dialog/confirmation.tsx";
import { DeletedWithTask } from "./deleted-with-task.tsx";

/** Deletes a task that is a draft or in the archive, after saying what goes with it. */
export function DeleteTask({ task }: { task: JoinedTaskRecord }) {
  const { id, name, project } = task;
  const { texts } = useLanguage();
  const words = texts.actions;
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const remove = useChange(async () => {
    await callApi("tasks.delete", { task: id, include_pipeline_steps: true });
    navigate(`/projects/${project?.id ?? "*"}`);
  });
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {words.delete}
      </button>
      {isAsking && (
        <Confirmation
          title={words.askDelete(name)}
          action={words.delete}
          onConfirm={() => remove.mutate(undefined)}
          onClose={() => setAsking(false)}
          error={remove.error}
        >
          <DeletedWithTask task={task} />
        </Confirmation>
      )}
    </>
  );
}
