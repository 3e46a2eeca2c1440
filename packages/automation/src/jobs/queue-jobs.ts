import { findQueueId, stopTask, TaskWatch } from "@clearml-ts/tasks";
import type { JobRunner } from "./job-runner.ts";

/** Runs jobs on the workers that listen to a queue. An official server is looked at once in `pollEvery` milliseconds; ours tells at once. */
export function queueJobs(queue: string, { pollEvery = 3000 }: { pollEvery?: number } = {}): JobRunner {
  let watch: TaskWatch | undefined;
  return {
    runsElsewhere: true,
    async prepare(connection) {
      await findQueueId(connection, queue);
    },
    async run({ task, signal }, onMove) {
      const { connection, id: taskId } = task;
      watch ??= new TaskWatch({ connection, pollEvery });
      if (task.status === "created") {
        await task.enqueue(queue);
      }
      try {
        await watch.follow(taskId, { signal, onMove });
      } catch (error) {
        if (!signal.aborted) {
          throw error;
        }
        await stopTask({ connection, watch, taskId, reason: String(signal.reason) });
      }
    },
  };
}
