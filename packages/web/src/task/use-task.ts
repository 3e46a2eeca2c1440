import { useReply } from "../api/use-reply.ts";

/** How often a task is looked at, in milliseconds. */
export const TASK_EVERY = 2_000;

/** The fields that a page of a task shows; names of what it refers to come only where they are asked for. */
const FIELDS = [
  ...[
    "name",
    "type",
    "status",
    "status_reason",
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

/** A task with the names of what it refers to, looked at again and again; `isMissing` when there is none. */
export function useTask(id: string) {
  const { data, error } = useReply(
    "tasks.get_all_ex",
    { id: [id], only_fields: FIELDS, search_hidden: true },
    { every: TASK_EVERY },
  );
  return { task: data?.tasks[0], error, isMissing: data !== undefined && data.tasks.length === 0 };
}
