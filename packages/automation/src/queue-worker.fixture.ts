import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "@clearml-ts/client";
import { findQueueId, Task } from "@clearml-ts/tasks";
import { onTestFinished } from "vitest";

/** Takes the tasks of a queue and runs a function for each, side by side, until the test is over. */
export async function startWorker(connection: Connection, queue: string, run: (task: Task) => unknown): Promise<void> {
  const { queues, tasks, workers } = connection.services;
  const id = await findQueueId(connection, queue);
  await workers.register({ worker: `fixture:${queue}`, queues: [id] });
  const closing = new AbortController();
  const runs: Promise<unknown>[] = [];
  const runTask = async (taskId: string) => {
    const task = await Task.get({ id: taskId }, { connection });
    await task.start();
    await run(task);
    if ((await task.reload()).status === "in_progress") {
      await task.complete();
    }
    await task.close();
  };
  const work = async () => {
    while (!closing.signal.aborted) {
      const { entry } = await queues.getNextTask({ queue: id });
      if (entry?.task === undefined) {
        await delay(10);
      } else {
        runs.push(runTask(entry.task));
      }
    }
    await Promise.all([...runs, tasks.getAll({ page_size: 1, page: 0 })]);
  };
  const done = work();
  onTestFinished(async () => {
    closing.abort();
    await done;
  });
}
