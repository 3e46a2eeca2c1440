import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useChange, useReply } from "../api/use-reply.ts";
import { Notice } from "../looks/notice.tsx";

/** The changes that the status of a task allows: clone, enqueue, take out of the queue, abort, reset, archive. */
export function TaskActions({ task }: { task: JoinedTaskRecord }) {
  const { id, name, status } = task;
  const [, navigate] = useLocation();
  const clone = useChange(async () => {
    const copy = await callApi("tasks.clone", { task: id, new_task_name: `Clone Of ${name}`, new_task_parent: id });
    navigate(`/tasks/${copy.id}`);
  });
  const dequeue = useChange(() => callApi("tasks.dequeue", { task: id }));
  const abort = useChange(() => callApi("tasks.stop", { task: id, status_reason: "aborted on the page" }));
  const reset = useChange(() => callApi("tasks.reset", { task: id }));
  const isArchived = task.system_tags?.includes("archived") ?? false;
  const archive = useChange(() =>
    isArchived ? callApi("tasks.unarchive_many", { ids: [id] }) : callApi("tasks.archive_many", { ids: [id] }),
  );
  const problem = [clone, dequeue, abort, reset, archive].find(({ error }) => error)?.error;
  const askReset = () => {
    if (confirm(`Reset "${name}"? Its metrics, plots, console lines and output artifacts are deleted.`)) {
      reset.mutate(undefined);
    }
  };
  return (
    <div class="tools">
      <button type="button" onClick={() => clone.mutate(undefined)}>
        Clone
      </button>
      {status === "created" && <Enqueue id={id} />}
      {status === "queued" && (
        <button type="button" onClick={() => dequeue.mutate(undefined)}>
          Take out of the queue
        </button>
      )}
      {status === "in_progress" && (
        <button type="button" onClick={() => abort.mutate(undefined)}>
          Abort
        </button>
      )}
      {["failed", "stopped", "completed"].includes(status) && (
        <button type="button" onClick={askReset}>
          Reset
        </button>
      )}
      <button type="button" onClick={() => archive.mutate(undefined)}>
        {isArchived ? "Take out of the archive" : "Archive"}
      </button>
      {problem && <Notice kind="error">{problem.message}</Notice>}
    </div>
  );
}

function Enqueue({ id }: { id: string }) {
  const { data } = useReply("queues.get_all", { only_fields: ["name", "system_tags"] });
  const enqueue = useChange((queue: string) => callApi("tasks.enqueue", { task: id, queue }));
  const queues = data?.queues ?? [];
  const usual = queues.find(({ system_tags }) => system_tags?.includes("default"))?.id ?? queues[0]?.id;
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        enqueue.mutate(String(new FormData(event.currentTarget).get("queue")));
      }}
    >
      <select name="queue" aria-label="Queue" key={usual}>
        {queues.map((queue) => (
          <option key={queue.id} value={queue.id} selected={queue.id === usual}>
            {queue.name}
          </option>
        ))}
      </select>
      <button type="submit" disabled={usual === undefined}>
        Enqueue
      </button>
      {enqueue.error && <Notice kind="error">{enqueue.error.message}</Notice>}
    </form>
  );
}
