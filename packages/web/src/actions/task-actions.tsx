import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { callMany } from "../api/call-many.ts";
import { useLanguage } from "../language/language-context.tsx";
import { ActionButton } from "./action-button.tsx";
import { ConfirmedAction } from "./confirmed-action.tsx";
import { DeletedWithTask } from "./deleted-with-task.tsx";
import { EnqueueForm } from "./enqueue-form.tsx";
import { NewRun } from "./new-run.tsx";

/** The changes that the status of a task allows. */
export function TaskActions({ task }: { task: JoinedTaskRecord }) {
  const { id, name, status, project, system_tags: tags = [] } = task;
  const { texts } = useLanguage();
  const words = texts.actions;
  const [, navigate] = useLocation();
  const clone = async () => {
    const copy = await callApi("tasks.clone", { task: id, new_task_name: words.cloneOf(name), new_task_parent: id });
    navigate(`/tasks/${copy.id}`);
  };
  const abort = () => callApi("tasks.stop", { task: id, status_reason: words.aborted, include_pipeline_steps: true });
  const isArchived = tags.includes("archived");
  const archive = () =>
    callMany(isArchived ? "tasks.unarchive_many" : "tasks.archive_many", { ids: [id], include_pipeline_steps: true });
  const remove = async () => {
    await callApi("tasks.delete", { task: id, include_pipeline_steps: true });
    navigate(`/projects/${project?.id ?? "*"}`);
  };
  const publish = () => callApi("tasks.publish", { task: id, status_reason: words.published });
  const hasEnded = ["failed", "stopped", "completed"].includes(status);
  return (
    <div class="tools">
      <ActionButton title={words.clone} onAct={clone} />
      {tags.includes("pipeline") && <NewRun run={task} />}
      {status === "created" && <EnqueueForm onEnqueue={(queue) => callApi("tasks.enqueue", { task: id, queue })} />}
      {status === "queued" && (
        <ActionButton title={words.dequeue} onAct={() => callApi("tasks.dequeue", { task: id })} />
      )}
      {(status === "in_progress" || status === "queued") && <ActionButton title={words.abort} onAct={abort} />}
      {hasEnded && (
        <>
          <ConfirmedAction
            title={words.reset}
            question={words.askReset(name)}
            onAct={() => callApi("tasks.reset", { task: id })}
          >
            <p>{words.resetDeletes}</p>
          </ConfirmedAction>
          <ConfirmedAction title={words.publish} question={words.askPublish(name)} onAct={publish}>
            <p>{words.publishFreezes}</p>
          </ConfirmedAction>
        </>
      )}
      <ActionButton title={isArchived ? words.unarchive : words.archive} onAct={archive} />
      {(isArchived || status === "created") && (
        <ConfirmedAction title={words.delete} question={words.askDelete(name)} onAct={remove}>
          <DeletedWithTask task={task} />
        </ConfirmedAction>
      )}
    </div>
  );
}
