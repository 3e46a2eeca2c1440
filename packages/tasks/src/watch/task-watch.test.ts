import { expect, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";
import { TaskWatch } from "./task-watch.ts";

test("everybody who follows a task is told of its end", async () => {
  const { connection } = await liveConnection();
  await connection.services.queues.create({ name: "watched" });
  const task = await Task.create({ project: "watch", name: "followed" }, { connection });
  await task.enqueue("watched");
  const watch = new TaskWatch({ connection, pollEvery: 10 });
  const { signal } = new AbortController();
  const impatient = new AbortController();
  const first = watch.follow(task.id, { signal });
  const second = watch.follow(task.id, { signal });
  const third = watch.follow(task.id, { signal: impatient.signal });
  impatient.abort(new Error("it takes too long"));
  await expect(third).rejects.toThrow("it takes too long");
  await task.start();
  await task.complete();
  expect(await Promise.all([first, second])).toEqual(Array(2).fill({ kind: "ended", status: "completed" }));
  await task.close();
});
