import type { Task } from "@clearml-ts/tasks";
import { requeueController } from "../../remote/runs/requeue-controller.ts";
import { checkCutShort } from "../../run/controller/resumable.ts";

/** How a pipeline goes on that was cut short. */
export interface ResumePipelineOptions {
  /** Name or id of the queue of its controller. @default "services" */
  queue?: string;
  /** Names of steps that run again although they have completed. @default none */
  force?: readonly string[];
  /** Go on although another process seems to be working on it. @default false */
  takeOver?: boolean;
}

/** Has a worker go on with a pipeline of either language from the steps that have completed. */
export async function resumePipeline(
  task: Task,
  { queue = "services", force = [], takeOver = false }: ResumePipelineOptions,
): Promise<void> {
  checkCutShort(await task.reload(), { takeOver, now: new Date() });
  await requeueController(task, { queue, force });
}
