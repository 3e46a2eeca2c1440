import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { DeleteTask } from "./delete-task.tsx";
import { EnqueueForm } from "./enqueue-form.tsx";
import { NewRun } from "./new-run.tsx";
import { PublishTask } from "./publish-task.tsx";
import { ResetTask } from "./reset-task.tsx";

/** The changes that the status of a task allows. */
export function TaskActions({ task }: { task: JoinedTaskRecord }) {
  const { id, name, status, system_tags: tags = [] } = task;
  const { texts } = useLanguage();
  const words = texts.actions;
  const [, navigate] = useLocation();
  const clone = useChange(async () => {
    const copy = await callApi("tasks.clone", { task: id, new_task_name: words.cloneOf(name), new_task_parent: id });
    navigate(`/tasks/${copy.id}`);
  });
  const dequeue = useChange(() => callApi("tasks.dequeue", { task: id }));
  const abort = useChange(() =>
    callApi("tasks.stop", { task: id, status_reason: words.aborted, include_pipeline_steps: true }),
  );
  const isArchived = tags.includes("archived");
  const archive = useChange(() =>
    isArchived
      ? callApi("tasks.unarchive_many", { ids: [id], include_pipeline_steps: true })
      : callApi("tasks.archive_many", { ids: [id], include_pipeline_steps: true }),
  );
  const hasEnded = ["failed", "stopped", "completed"].includes(status);
  return (
    <div class="tools">
      <button type="button" onClick={() => clone.mutate(undefined)}>
        {words.clone}
      </button>
      {tags.includes("pipeline") && <NewRun run={task} />}
      {status === "created" && <EnqueueForm id={id} />}
      {status === "queued" && (
        <button type="button" onClick={() => dequeue.mutate(undefined)}>
          {words.dequeue}
        </button>
      )}
      {(status === "in_progress" || status === "queued") && (
        <button type="button" onClick={() => abort.mutate(undefined)}>
          {words.abort}
        </button>
      )}
      {hasEnded && <ResetTask task={task} />}
      {hasEnded && <PublishTask task={task} />}
      <button type="button" onClick={() => archive.mutate(undefined)}>
        {isArchived ? words.unarchive : words.archive}
      </button>
      {(isArchived || status === "created") && <DeleteTask task={task} />}
      {[clone, dequeue, abort, archive].map(({ error }, index) => (
        <Problem key={index} error={error} />
      ))}
    </div>
  );
}
