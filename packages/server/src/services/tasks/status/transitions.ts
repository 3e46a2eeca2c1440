import type { TaskStatus } from "@clearml-ts/protocol";

/** Where a task may go from each status, itself left out. */
const MOVES: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  created: ["queued", "in_progress"],
  queued: ["created", "in_progress", "stopped"],
  in_progress: ["created", "stopped", "failed", "completed"],
  stopped: ["created", "queued", "in_progress", "closed", "failed", "completed", "publishing", "published"],
  closed: ["created", "stopped", "failed", "publishing", "published"],
  failed: ["created", "queued", "stopped", "published"],
  completed: ["created", "in_progress", "published"],
  publishing: ["published"],
  published: [],
  unknown: [],
};

/** Every status there is. */
export const TASK_STATUSES = Object.keys(MOVES) as readonly TaskStatus[];

/** Whether a text names a status. */
export function isTaskStatus(value: unknown): value is TaskStatus {
  return typeof value === "string" && Object.hasOwn(MOVES, value);
}

/** How a task may move: `unknown` when nothing is known about where it stands. */
export function judgeMove(from: TaskStatus, to: TaskStatus): "allowed" | "refused" | "unknown" {
  if (from === to) {
    return "allowed";
  }
  if (from === "unknown") {
    return "unknown";
  }
  return MOVES[from].includes(to) ? "allowed" : "refused";
}
