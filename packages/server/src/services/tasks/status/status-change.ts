import { results, type TaskRecord, type TaskStatus } from "@clearml-ts/protocol";
import type { Patch } from "../../../database/documents/patch.ts";
import { ApiFailure } from "../../../errors.ts";
import { judgeMove } from "./transitions.ts";

/** A move of a task from one status to another. */
export interface StatusChange {
  readonly to: TaskStatus;
  /** Skip the rules. @default false */
  readonly force?: boolean | undefined;
  /** @default "" */
  readonly reason?: string | undefined;
  /** @default "" */
  readonly message?: string | undefined;
  /** The caller who changes it. */
  readonly userId: string;
  /** When, as records store it. */
  readonly now: string;
}

/**
 * Returns what a move writes. Reason and message of the move before are overwritten even when there are no new ones:
 * an old "stopping" would end the next run at once.
 *
 * @throws {@link ApiFailure} 400/110 when the task may not go there.
 */
export function changeStatus(task: Pick<TaskRecord, "id" | "status" | "system_tags">, change: StatusChange): Patch {
  const { to, force = false, reason = "", message = "", userId, now } = change;
  if (!force) {
    assertMove(task, to);
  }
  return {
    status: to,
    status_reason: reason,
    status_message: message,
    status_changed: now,
    last_update: now,
    last_change: now,
    last_changed_by: userId,
    ...(to === "queued" && task.system_tags?.includes("development")
      ? { system_tags: task.system_tags.filter((tag) => tag !== "development") }
      : {}),
  };
}

/** Refuses a move that the rules do not allow. */
export function assertMove(task: Pick<TaskRecord, "id" | "status">, to: TaskStatus): void {
  const verdict = judgeMove(task.status, to);
  if (verdict === "allowed") {
    return;
  }
  const fields = { task: task.id, current_status: task.status, new_status: to };
  if (verdict === "unknown") {
    throw new ApiFailure(results.internalError, { detail: "no rule for the present status of the task", fields });
  }
  throw new ApiFailure(results.invalidTaskStatus, { detail: "status change not allowed, use force=True", fields });
}

/** Seconds that a running task has been in progress, or `undefined` when it is not. */
export function activeDuration(task: Pick<TaskRecord, "status" | "started">, now: Date): number | undefined {
  if (task.status !== "in_progress" || task.started === undefined) {
    return undefined;
  }
  return Math.max(0, Math.floor((now.getTime() - Date.parse(task.started)) / 1000));
}
