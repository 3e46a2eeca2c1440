import { anySignal, timerTime } from "@clearml-ts/storage";
import { FINAL_STATUSES, type Task } from "@clearml-ts/tasks";

/** How a pipeline is waited for. */
export interface WaitOptions {
  /** Milliseconds to wait, as in every `timeout` here; Python's are minutes. @default for as long as it takes */
  timeout?: number;
  /** Ends the wait; the pipeline goes on. */
  signal?: AbortSignal;
}

/** Milliseconds between two looks at the task of a pipeline, on a server that does not tell at once. */
export const LOOK_EVERY_MS = 3000;

/** Waits until the task of a pipeline is over; false means that the time was over first. */
export async function waitForPipeline(task: Task, { timeout, signal: given }: WaitOptions): Promise<boolean> {
  const over = timeout === undefined ? undefined : AbortSignal.timeout(timerTime(timeout));
  try {
    await task.waitForStatus({
      status: FINAL_STATUSES,
      raiseOnStatus: [],
      interval: LOOK_EVERY_MS,
      signal: anySignal([over, given]),
    });
    return true;
  } catch (error) {
    if (over?.aborted && !given?.aborted) {
      return false;
    }
    throw error;
  }
}
