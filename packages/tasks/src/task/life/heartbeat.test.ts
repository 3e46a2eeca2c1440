import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { TaskStoppedError } from "../errors.ts";
import { Task } from "../task.ts";
import { Heartbeat } from "./heartbeat.ts";

test("a beat keeps the task alive, and notices that somebody stopped it", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "watched" }, { connection });
  let stopped = "";
  const heartbeat = new Heartbeat({ connection, taskId: task.id, onStopped: (status) => (stopped = status) });
  const before = task.record.last_update ?? "";
  await heartbeat.beat();
  await task.reload();
  expect(stopped).toBe("");
  expect((task.record.last_update ?? "") >= before).toBe(true);

  await connection.services.tasks.stop({ task: task.id });
  await heartbeat.beat();
  expect(stopped).toBe("stopped");
  expect(heartbeat.running).toBe(false);
  await task.close();
});

test("a server that does not answer stops nothing", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "alone" }, { connection });
  const heartbeat = new Heartbeat({ connection, taskId: task.id, onStopped: () => {} });
  await connection.close();
  await heartbeat.beat();
  expect(heartbeat.running).toBe(true);
  heartbeat.stop();
  heartbeat.stop();
  await task.close();
});

test("the reason of a stop names the task and its status", () => {
  expect(new TaskStoppedError("abc", "stopped").message).toBe(
    'Task abc was stopped from outside; its status is "stopped".',
  );
});
