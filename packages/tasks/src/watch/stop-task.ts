import type { Connection } from "@clearml-ts/client";
import { ApiError, results } from "@clearml-ts/protocol";
import type { TaskWatch } from "./task-watch.ts";

/** A worker looks every few seconds whether it is to stop, and gives its program time to end. */
const GRACE_MS = 60_000;

/** The task to stop, and why. */
export interface StopTaskOptions {
  connection: Connection;
  watch: TaskWatch;
  taskId: string;
  reason: string;
  /** Stop the steps of a pipeline with its controller. @default false */
  withSteps?: boolean;
}

/**
 * Takes a task out of its queue, or has its worker stop it, and waits for that. One that no worker has stopped after a minute is
 * marked as stopped.
 */
export async function stopTask({
  connection,
  watch,
  taskId,
  reason,
  withSteps = false,
}: StopTaskOptions): Promise<void> {
  const { tasks } = connection.services;
  try {
    await tasks.stop({ task: taskId, status_reason: reason, ...(withSteps && { include_pipeline_steps: true }) });
  } catch (error) {
    if (isOver(error)) {
      return;
    }
    throw error;
  }
  try {
    await watch.follow(taskId, { signal: AbortSignal.timeout(GRACE_MS) });
  } catch {
    await tasks.stopped({ task: taskId, force: true, status_reason: reason, status_message: reason });
  }
}

function isOver(error: unknown): boolean {
  return error instanceof ApiError && (error.is(results.invalidTaskStatus) || error.is(results.invalidTaskId));
}
