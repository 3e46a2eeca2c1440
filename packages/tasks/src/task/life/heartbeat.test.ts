import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { TaskStateError } from "../../record/errors.ts";
import { TaskState } from "../../record/task-state.ts";
import { TaskStoppedError } from "../errors.ts";
import { Task } from "../task.ts";
import { Heartbeat } from "./heartbeat.ts";
import { TaskLife } from "./task-life.ts";

/** A heartbeat on a clock of its own, which looks when it is told to. */
async function heartbeatOnHold() {
  const live = await liveConnection();
  const clock = { now: 0 };
  const heartbeat = new Heartbeat(live.connection, { lookEvery: 1e9, now: () => clock.now });
  const start = async (name: string) => {
    const task = await Task.create({ project: "demo", name }, live);
    await live.connection.services.tasks.started({ task: task.id });
    return task;
  };
  /** Endpoints of the calls that a look makes. */
  const look = async () => {
    const before = live.requests.length;
    await heartbeat.look();
    return live.requests.slice(before);
  };
  return { ...live, heartbeat, clock, start, look };
}

test("the tasks of a program are looked at by one call, and those that somebody stopped are told", async () => {
  const { connection, heartbeat, start, look } = await heartbeatOnHold();
  const [first, second] = await Promise.all([start("first"), start("second")]);
  const stopped: string[] = [];
  const rest = heartbeat.add({ taskId: first.id, onStopped: (status) => stopped.push(`first ${status}`) });
  heartbeat.add({ taskId: second.id, onStopped: (status) => stopped.push(`second ${status}`) });
  expect(await look()).toEqual(["tasks.get_all"]);
  await connection.services.tasks.stopped({ task: second.id });
  await look();
  await look();
  expect(stopped).toEqual(["second stopped"]);
  rest();
  rest();
  expect(await look()).toEqual([]);
});

test("each task is pinged every thirty seconds", async () => {
  const { heartbeat, clock, start, look } = await heartbeatOnHold();
  const [first, second] = await Promise.all([start("first"), start("second")]);
  const rests = [heartbeat.add({ taskId: first.id, onStopped: () => {} })];
  const before = (await first.reload()).record.last_update ?? "";
  clock.now = 20_000;
  rests.push(heartbeat.add({ taskId: second.id, onStopped: () => {} }));
  expect(await look()).toEqual(["tasks.get_all"]);
  clock.now = 30_000;
  expect(await look()).toEqual(["tasks.get_all", "tasks.ping"]);
  expect(((await first.reload()).record.last_update ?? "") >= before).toBe(true);
  expect(await look()).toEqual(["tasks.get_all"]);
  clock.now = 61_000;
  expect(await look()).toEqual(["tasks.get_all", "tasks.ping", "tasks.ping"]);
  for (const rest of rests) {
    rest();
  }
});

test("a server that does not answer stops nothing", async () => {
  const { heartbeat, start, cut, connection } = await heartbeatOnHold();
  const task = await start("alone");
  const stopped: string[] = [];
  heartbeat.add({ taskId: task.id, onStopped: (status) => stopped.push(status) });
  await connection.services.tasks.stopped({ task: task.id });
  cut();
  await heartbeat.look();
  expect(stopped).toEqual([]);
  cut(false);
  await heartbeat.look();
  expect(stopped).toEqual(["stopped"]);
});

test("a program hears of a stop without a ping in between", async () => {
  const { connection, requests } = await liveConnection();
  await using task = await Task.init({ project: "demo", name: "aborted", resourceMonitor: false }, { connection });
  // Asked for before the stop, or the program may be ended by it.
  const { signal } = task;
  await connection.services.tasks.stop({ task: task.id });
  await expect.poll(() => signal.aborted).toBe(true);
  expect(requests).not.toContain("tasks.ping");
});

/** A task whose heartbeat looks while each answer to a change of its status is on its way. */
async function lifeSeenAtOnce() {
  const { connection, heartbeat } = await heartbeatOnHold();
  const { id } = await Task.create({ project: "demo", name: "seen at once" }, { connection });
  const state = await TaskState.load(connection, id);
  const move: TaskState["move"] = (action, call) =>
    TaskState.prototype.move.call(state, action, () => call().finally(() => heartbeat.look()));
  const life = new TaskLife(Object.assign(state, { move }), heartbeat);
  await life.start({});
  return { connection, id, life };
}

test("the end that a program gives to its own task is not a stop from outside, however soon it is seen", async () => {
  const { life } = await lifeSeenAtOnce();
  await life.complete({});
  expect([life.signal.aborted, life.runsHere]).toEqual([false, false]);
});

test("a stop from outside that is heard of while the task ends is told when the end is refused", async () => {
  const { connection, id, life } = await lifeSeenAtOnce();
  await connection.services.tasks.completed({ task: id });
  await connection.services.tasks.publish({ task: id });
  await expect(life.complete({})).rejects.toThrow(TaskStateError);
  expect(life.signal.reason).toMatchObject({ name: "TaskStoppedError", status: "published" });
});

test("the reason of a stop names the task and its status", () => {
  expect(new TaskStoppedError("abc", "stopped").message).toBe(
    'Task abc was stopped from outside; its status is "stopped".',
  );
});
