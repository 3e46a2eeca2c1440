import { stopTask, type Task, TaskWatch } from "@clearml-ts/tasks";
import { isOver } from "../nodes/node-success.ts";
import { LOOK_EVERY_MS } from "./wait-for-pipeline.ts";

/** How a pipeline is stopped. */
export interface StopOptions {
  /** Mark it as failed, and not as aborted. @default false */
  markFailed?: boolean;
}

/** Stops the task of a pipeline with its steps, waits for that, and reads it again. One that is over stays as it is. */
export async function stopPipeline(task: Task, { markFailed = false }: StopOptions): Promise<void> {
  const { connection, id } = task;
  if (!isOver((await task.reload()).status)) {
    const watch = new TaskWatch({ connection, pollEvery: LOOK_EVERY_MS });
    await stopTask({ connection, watch, taskId: id, reason: "Pipeline aborted", withSteps: true });
    if (markFailed) {
      await task.fail("Pipeline aborted and failed", { force: true });
    }
  }
  await task.reload();
}
