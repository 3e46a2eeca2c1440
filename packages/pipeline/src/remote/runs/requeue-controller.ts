import type { Task } from "@clearml-ts/tasks";
import { forceProperty } from "../../run/controller/forced-steps.ts";
import { checkQueues } from "../queues/queue-workers.ts";

/** How the controller of a run that was cut short goes to a worker again. */
export interface RequeueOptions {
  /** Name or id of the queue. */
  queue: string;
  /** Names of steps that run again although they have completed. */
  force: readonly string[];
}

/**
 * Puts the controller of a run that was cut short in a queue again; the program that a worker starts for it sees what has been done.
 *
 * @throws {@link QueueNotFoundError} when the queue does not exist.
 */
export async function requeueController(task: Task, { queue, force }: RequeueOptions): Promise<void> {
  await task.connection.session.budget("the resumption of a pipeline").run(async () => {
    await checkQueues(task.connection, [queue]);
    await task.setRuntimeProperties(forceProperty(force));
    if (task.status === "in_progress") {
      await task.stop({ message: "Pipeline resumed", force: true });
    }
    await task.enqueue(queue);
  });
}
