import type { JoinedTaskRecord, TaskStatus } from "@clearml-ts/protocol";
import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";

/** How often a task is looked at, in milliseconds. */
const TASK_EVERY = 2_000;

/** Statuses that end by themselves. */
const CHANGING: ReadonlySet<TaskStatus> = new Set(["created", "queued", "in_progress", "publishing"]);

/** How often to look at a task again; undefined when it does not change by itself any more. */
export function taskEvery(task: JoinedTaskRecord | undefined): number | undefined {
  return task === undefined || CHANGING.has(task.status) ? TASK_EVERY : undefined;
}

/** The fields that a page of a task shows; names of what it refers to come only where they are asked for. */
const FIELDS = [
  ...[
    "name",
    "type",
    "status",
    "status_reason",
    "status_message",
    "comment",
    "tags",
    "system_tags",
    "runtime",
    "hyperparams",
    "configuration",
  ],
  ...["created", "started", "completed", "last_update", "active_duration", "last_iteration", "last_worker"],
  ...["script", "container", "output", "execution.artifacts", "execution.queue.name"],
  ...["project.name", "parent.name", "user.name", "models.input.model.name", "models.output.model.name"],
];

/** A task with the names of what it refers to, looked at until it has ended; `isMissing` when there is none. */
export function useTask(id: string) {
  const client = useQueryClient();
  const { data, error } = useReply(
    "tasks.get_all_ex",
    { id: [id], only_fields: FIELDS, search_hidden: true },
    { every: (last) => taskEvery(last?.tasks[0]) },
  );
  const task = data?.tasks[0];
  const before = useRef(task);
  useEffect(() => {
    // The last things that a task reports come right before its end: whoever looks at them asks once more.
    if (before.current?.id === task?.id && before.current?.status !== task?.status) {
      void client.invalidateQueries();
    }
    before.current = task;
  }, [task?.id, task?.status]);
  return { task, error, isMissing: data !== undefined && data.tasks.length === 0 };
}
