import type { TaskStatus } from "@clearml-ts/protocol";

/** The reason for which the run of a task is ended before its program is. */
export type StopReason = "stopped" | "status_changed" | "exception" | "reset" | "not_found";

/** Statuses that a task has only when somebody else has ended its run. */
export const FOREIGN_STATUSES: readonly TaskStatus[] = ["closed", "stopped", "failed", "published", "queued"];

/** The numbers of the reasons in what the official agent prints (`TaskStopReason` in clearml-agent). */
export const reasonNumbers: Readonly<Record<StopReason, number>> = {
  stopped: 1,
  reset: 2,
  status_changed: 3,
  exception: 4,
  not_found: 5,
};

/**
 * Decides whether a run has to end, by the record of its task: as the official agent does, except that a reset counts at once. A
 * task that is completed has completed itself, and may still have something to do.
 */
export function stopReason(
  task: { status: TaskStatus; status_message?: string | undefined } | undefined,
): StopReason | undefined {
  if (!task) {
    return "not_found";
  }
  const { status, status_message } = task;
  if (status === "in_progress" && status_message?.includes("stopping")) {
    return "stopped";
  }
  if (FOREIGN_STATUSES.includes(status)) {
    return status === "failed" ? "exception" : "status_changed";
  }
  return status === "created" ? "reset" : undefined;
}
