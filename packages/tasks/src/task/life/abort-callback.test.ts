import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { TaskState } from "../../record/task-state.ts";
import { Task } from "../task.ts";
import { Heartbeat } from "./heartbeat.ts";
import { TaskLife } from "./task-life.ts";

test("the last abort callback is called when somebody stops the task, and its failure is a warning", async () => {
  const { connection, warnings } = await liveConnection();
  const task = await Task.create({ project: "abort", name: "stopped" }, { connection });
  const life = new TaskLife(await TaskState.load(connection, task.id), new Heartbeat(connection, { lookEvery: 5 }));
  const called: string[] = [];
  life.onAbort(() => called.push("first"));
  life.onAbort(() => {
    called.push("second");
    throw new Error("no disk");
  });
  await life.start({});
  await connection.services.tasks.stop({ task: task.id });
  await expect.poll(() => warnings).toContainEqual(expect.stringContaining("no disk"));
  expect([called, life.signal.aborted]).toEqual([["second"], true]);
});
