import { setTimeout as pause } from "node:timers/promises";
import type { TaskStatus } from "@clearml-ts/protocol";
import type { TaskState } from "../../record/task-state.ts";
import { UnexpectedStatusError } from "../errors.ts";

/** The statuses that are waited for, and how. */
export interface WaitForStatusOptions {
  /** One of these. @default completed, stopped, closed */
  status?: readonly TaskStatus[];
  /** None of these: each of them ends the wait with an error. @default failed */
  raiseOnStatus?: readonly TaskStatus[];
  /** Milliseconds between two looks; a server that holds its answers back tells of the status in between. @default 5000 */
  interval?: number;
  /** Ends the wait; pass `AbortSignal.timeout(…)` to wait no longer than that. @default waits for as long as it takes */
  signal?: AbortSignal;
}

/** Milliseconds that a server may hold an answer back. */
const LONGEST_HELD_BACK = 60_000;

/**
 * Waits until a task has one of some statuses, and reads it again.
 *
 * @throws {@link UnexpectedStatusError} when it has one that ends the wait.
 * @throws {@link TaskNotFoundError} when it is deleted meanwhile.
 */
export async function waitForStatus(
  task: TaskState,
  {
    status = ["completed", "stopped", "closed"],
    raiseOnStatus = ["failed"],
    interval = 5000,
    signal,
  }: WaitForStatusOptions,
): Promise<void> {
  const { tasks } = task.connection.services;
  const call = { waitUpTo: Math.min(interval, LONGEST_HELD_BACK), ...(signal && { signal }) };
  const request = { id: [task.id], status: [...status, ...raiseOnStatus], only_fields: ["status"] };
  for (;;) {
    const asked = Date.now();
    const found = (await tasks.getAll(request, call)).tasks.length > 0;
    const record = await task.reload();
    if (raiseOnStatus.includes(record.status)) {
      throw new UnexpectedStatusError(task.id, record.status, record.status_reason);
    }
    if (status.includes(record.status)) {
      return;
    }
    // An answer that came at once will do so again.
    const left = asked + interval - Date.now();
    if (!found && left > 0) {
      await pause(left, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    }
  }
}
