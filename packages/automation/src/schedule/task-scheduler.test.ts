import { getEventListeners } from "node:events";
import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import { ScheduleError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { TestClock } from "../time/test-clock.fixture.ts";
import { TaskScheduler } from "./task-scheduler.ts";

const start = "2026-01-15T10:20:00Z";
const queue = "scheduled";

async function openSchedule() {
  const live = await liveConnection();
  const { connection } = live;
  await connection.services.queues.create({ name: queue });
  const parameters = { "Args/rate": 0.5 };
  const base = await Task.create({ project: "schedules", name: "train", tags: ["forest"], parameters }, { connection });
  return { ...live, base };
}

/** A scheduler as a program makes it, before and after a restart. */
function program(connection: Connection, clock: TestClock): TaskScheduler {
  return new TaskScheduler({
    connection,
    clock,
    forceCreateTaskName: "nightly",
    forceCreateTaskProject: "schedules",
    syncFrequencyMinutes: 60 * 24 * 30,
  });
}

/** The tasks of a project that were put into the queue, in their order. */
async function queuedTasks(connection: Connection): Promise<Task[]> {
  const { queues } = await connection.services.queues.getAll({ name: queue });
  return Promise.all((queues[0]?.entries ?? []).map(({ task }) => Task.get({ id: task }, { connection })));
}

async function tableOf(task: Task, title: string): Promise<Record<string, string[]>> {
  const plot = (await task.getReportedPlots()).find(({ metric }) => metric === title);
  const [{ header, cells }] = JSON.parse(plot?.plot_str ?? "").data;
  return Object.fromEntries(header.values.map((name: string, index: number) => [name, cells.values[index]]));
}

test("tasks are copied, changed and queued at their times, and functions are called", async () => {
  const { connection, base } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = program(connection, clock);
  let calls = 0;
  scheduler.addTask({
    name: "every day",
    scheduleTaskId: base,
    queue,
    day: 1,
    hour: 22,
    targetProject: "schedules/nightly",
    taskParameters: { "Args/rate": 0.125 },
    taskOverrides: { "script.branch": "next" },
  });
  scheduler.addTask({
    name: "every half hour",
    scheduleFunction: () => (calls += 1),
    minute: 30,
    executeImmediately: true,
  });
  const ended = scheduler.start();
  await clock.goTo("2026-01-16T22:05:00Z");

  const tasks = await queuedTasks(connection);
  expect(tasks.map(({ name, project, parent, tags }) => [name, project.name, parent, tags])).toEqual(
    Array(2).fill(["train", "schedules/nightly", base.id, ["forest"]]),
  );
  expect(tasks[0]?.getParameter("Args/rate")).toBe(0.125);
  expect(tasks[0]?.record.script?.branch).toBe("next");
  expect(calls).toBe(1 + 71);
  await scheduler.stop();
  await ended;

  const task = await Task.get({ id: scheduler.task?.id ?? "" }, { connection });
  expect(task.record).toMatchObject({ name: "nightly", type: "service" });
  expect(JSON.parse(task.getConfigurationObject("schedule")?.value ?? "")).toMatchObject([
    { name: "every day", base_task_id: base.id, base_function: null, queue, day: 1, hour: 22, minute: null },
    { name: "every half hour", minute: 30, starting_time: "1970-01-01T00:00:00.000000+00:00" },
  ]);
  const state = JSON.parse(String(await task.artifacts.get("state")?.get()));
  expect(state.scheduled_jobs[0]).toMatchObject({
    _executed_instances: tasks.map(({ id }) => id),
    _last_executed: "2026-01-16T22:00:00.000000+00:00",
    _next_run: "2026-01-17T22:00:00.000000+00:00",
    _schedule_counter: 2,
  });
  expect(state.executed_jobs).toHaveLength(2 + calls);
  expect(await tableOf(task, "Schedule Tasks")).toMatchObject({
    name: ["every day", "every half hour"],
    hour: ["22", ""],
  });
  expect((await tableOf(task, "Executed Tasks"))["task id"]?.filter((cell) => cell.includes("<a href"))).toHaveLength(
    2,
  );
});

test("a scheduler that is started again goes on where it was, and makes up once for what it has missed", async () => {
  const { connection, base } = await openSchedule();
  const entry = { name: "hourly", scheduleTaskId: base.id, queue, hour: 1 };
  {
    const clock = new TestClock(start);
    await using first = program(connection, clock);
    first.addTask(entry);
    void first.start();
    await clock.goTo("2026-01-15T11:30:00Z");
  }
  expect(await queuedTasks(connection)).toHaveLength(1);

  const clock = new TestClock("2026-01-15T15:10:00Z");
  await using again = program(connection, clock);
  again.addTask(entry);
  void again.start();
  await clock.asleep();
  expect(await queuedTasks(connection)).toHaveLength(2);
  await clock.goTo("2026-01-15T16:10:00Z");
  expect(await queuedTasks(connection)).toHaveLength(3);
  const { tasks } = await connection.services.tasks.getAll({ name: "^nightly$", search_hidden: true });
  expect(tasks).toHaveLength(1);
});

test("a schedule that people change on the page is followed", async () => {
  const { connection, base } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = new TaskScheduler({
    connection,
    clock,
    forceCreateTaskName: "edited",
    forceCreateTaskProject: "schedules",
    syncFrequencyMinutes: 10,
  });
  scheduler.addTask({ name: "daily", scheduleTaskId: base.id, queue, day: 1 });
  void scheduler.start();
  await clock.asleep();
  const task = await Task.get({ id: scheduler.task?.id ?? "" }, { connection });
  const [record] = JSON.parse(task.getConfigurationObject("schedule")?.value ?? "");
  const value = JSON.stringify([
    { ...record, day: null, hour: 1, minute: 5 },
    { name: "of another program", minute: 1 },
  ]);
  await task.setConfigurationObject("schedule", { value, type: "json" });
  await clock.goTo("2026-01-15T10:45:00Z");
  expect(scheduler.getScheduledTasks()).toMatchObject([{ name: "daily", hour: 1, minute: 5 }]);
});

test("one instance runs at a time where that is asked for, and none longer than it may", async () => {
  const { connection, base } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = program(connection, clock);
  scheduler.addTask({
    name: "hourly",
    scheduleTaskId: base.id,
    queue,
    hour: 1,
    singleInstance: true,
    limitExecutionTime: 2.5,
  });
  void scheduler.start();
  await clock.goTo("2026-01-15T13:10:00Z");
  const [task, ...others] = await queuedTasks(connection);
  expect(others).toEqual([]);
  await clock.goTo("2026-01-15T13:40:00Z");
  expect((await task?.reload())?.status).not.toBe("queued");
  await clock.goTo("2026-01-15T14:10:00Z");
  expect(await queuedTasks(connection)).toHaveLength(1);
});

test("a queue that is not there is skipped and told, and the next time comes", async () => {
  const { connection, base } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = program(connection, clock);
  scheduler.addTask({ name: "hourly", scheduleTaskId: base.id, queue: "later", hour: 1 });
  void scheduler.start();
  await clock.goTo("2026-01-15T11:10:00Z");
  await connection.services.queues.create({ name: "later" });
  await clock.goTo("2026-01-15T12:10:00Z");
  expect(scheduler.getScheduledTasks()[0]?.executedInstances).toHaveLength(1);
  await scheduler.task?.flush();
  const lines = (await scheduler.task?.getReportedConsoleOutput(20)) ?? [];
  expect(lines.join("\n")).toContain('Skipping hourly: No queue has the name or id "later"');
});

test("a task that the server refuses is skipped and told, leaves no copy, and holds up nothing", async () => {
  const { connection, base } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = program(connection, clock);
  let calls = 0;
  const taskOverrides = { type: "nonsense" };
  scheduler.addTask({ name: "refused", scheduleTaskId: base.id, queue, hour: 1, taskOverrides });
  scheduler.addTask({ name: "call", scheduleFunction: () => (calls += 1), hour: 1 });
  void scheduler.start();
  await clock.goTo("2026-01-15T12:10:00Z");
  expect(calls).toBe(2);
  const { tasks } = await connection.services.tasks.getAll({ parent: [base.id], search_hidden: true });
  expect(tasks).toEqual([]);
  await scheduler.task?.flush();
  const lines = (await scheduler.task?.getReportedConsoleOutput(20)) ?? [];
  expect(lines.join("\n")).toContain("Skipping refused: ");
});

test("a task that could not be stopped in time is stopped when the server is back", async () => {
  const { connection, base, cut } = await openSchedule();
  const clock = new TestClock(start);
  await using scheduler = program(connection, clock);
  const limits = { recurring: false, executeImmediately: true, limitExecutionTime: 1 };
  scheduler.addTask({ name: "once", scheduleTaskId: base.id, queue, hour: 1, ...limits });
  void scheduler.start();
  await clock.asleep();
  const [task] = await queuedTasks(connection);
  cut(true);
  await clock.goTo("2026-01-15T11:20:10Z");
  cut(false);
  await clock.goTo("2026-01-15T11:25:00Z");
  expect((await task?.reload())?.status).not.toBe("queued");
});

test("a scheduler that is sent to a queue is put there with its entries", async () => {
  const { connection, base } = await openSchedule();
  const task = await Task.create({ project: "schedules", name: "services", type: "service" }, { connection });
  const scheduler = new TaskScheduler({ connection, task, clock: new TestClock(start) });
  scheduler.addTask({ name: "hourly", scheduleTaskId: base.id, queue, hour: 1 });
  const stop = AbortSignal.abort();
  void scheduler.start({ signal: stop });
  await scheduler.startRemotely(queue);
  expect((await queuedTasks(connection)).map(({ id }) => id)).toEqual([task.id]);
  await task.reload();
  expect(task.getConfigurationObject("schedule")?.value).toContain('"hourly"');
  expect(String(await task.artifacts.get("state")?.get())).toContain('"hourly"');
});

test("entries are checked, replaced by name, and taken out by their task or function", async () => {
  const { connection, base } = await openSchedule();
  const scheduler = program(connection, new TestClock(start));
  const run = vi.fn();
  // @ts-expect-error neither a task nor a function
  expect(() => scheduler.addTask({ hour: 1 })).toThrow(ScheduleError);
  // @ts-expect-error no name
  expect(() => scheduler.addTask({ scheduleFunction: run, hour: 1 })).toThrow("needs a `name`");
  // @ts-expect-error no queue
  expect(() => scheduler.addTask({ scheduleTaskId: base.id, hour: 1 })).toThrow("needs a queue");
  expect(() =>
    scheduler.addTask({ scheduleTaskId: base.id, queue, hour: 1, taskOverrides: { status: "failed" } }),
  ).toThrow('overrides "status"');
  scheduler.addTask({ scheduleTaskId: base.id, queue, hour: 1 });
  scheduler.addTask({ scheduleTaskId: base.id, queue, hour: 2 });
  scheduler.addTask({ name: "call", scheduleFunction: run, hour: 3 });
  expect(scheduler.getScheduledTasks().map(({ name, hour }) => [name, hour])).toEqual([
    [base.id, 2],
    ["call", 3],
  ]);
  expect([scheduler.removeTask(base), scheduler.removeTask(run), scheduler.removeTask(run)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a scheduler leaves no listener on its signal", async () => {
  const { connection } = await liveConnection();
  const { signal } = new AbortController();
  await using scheduler = new TaskScheduler({ connection, clock: new TestClock(start) });
  const running = scheduler.start({ signal });
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await scheduler.stop();
  await running;
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
