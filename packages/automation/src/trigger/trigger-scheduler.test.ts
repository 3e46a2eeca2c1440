import type { Connection } from "@clearml-ts/client";
import { type ParameterTree, Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { ScheduleError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { TestClock } from "../time/test-clock.fixture.ts";
import type { TriggeredTaskOptions } from "./trigger-options.ts";
import { TriggerScheduler } from "./trigger-scheduler.ts";

const queue = "triggered";
const project = "events";

/** A server with a task to start, triggers that look every minute, and what they look for. */
async function openTriggers() {
  // A server of its own: triggers react to what anybody does.
  const { connection } = await liveConnection({ own: true });
  await connection.services.queues.create({ name: queue });
  const base = await Task.create({ project: "triggers", name: "react" }, { connection });
  const clock = new TestClock(new Date(Date.now() - 1000).toISOString());
  const triggers = new TriggerScheduler({
    connection,
    clock,
    poolingFrequencyMinutes: 1,
    forceCreateTaskName: "watch",
    forceCreateTaskProject: "triggers",
  });
  const launch = (taskParameters: ParameterTree): TriggeredTaskOptions => ({
    scheduleTaskId: base.id,
    scheduleQueue: queue,
    taskParameters,
  });
  const look = async () => {
    await clock.goTo(new Date(clock.now() + 61_000).toISOString());
  };
  return { connection, base, clock, triggers, launch, look };
}

/** The tasks that were put into the queue: their tags and the ids that they were given. */
async function started(connection: Connection): Promise<unknown[]> {
  const { queues } = await connection.services.queues.getAll({ name: queue });
  const entries = queues[0]?.entries ?? [];
  const tasks = await Promise.all(entries.map(({ task }) => Task.get({ id: task }, { connection })));
  return tasks.map(({ tags, record }) => [tags[0], record.hyperparams?.["Args"]?.["id"]?.value]);
}

/** A draft model. */
async function createModel(connection: Connection, name: string): Promise<string> {
  const { models } = connection.services;
  return (await models.create({ name, uri: "file:///weights.bin", framework: "custom", ready: false })).id;
}

test("models, datasets and tasks that change start what waits for them, once each", async () => {
  const { connection, triggers, launch, look } = await openTriggers();
  const { services } = connection;
  const published = await createModel(connection, "published");
  const approved = await createModel(connection, "approved");
  const create = (name: string, more = {}) => Task.create({ project, name, ...more }, { connection });
  const data = await create("survey", { type: "data_processing", systemTags: ["dataset"] });
  const [failing, running] = [await create("failing"), await create("running")];
  const called: string[] = [];
  await triggers.addModelTrigger({
    ...launch({ "Args/id": "${model.id}" }),
    name: "published",
    triggerOnPublish: true,
  });
  await triggers.addModelTrigger({
    name: "approved",
    triggerOnTags: ["approved"],
    scheduleFunction: (id) => called.push(id),
  });
  await triggers.addDatasetTrigger({ ...launch({ "Args/id": "${dataset.id}" }), name: "data" });
  await triggers.addTaskTrigger({
    ...launch({ "Args/id": "${task.id}" }),
    name: "failed",
    triggerProject: project,
    triggerOnStatus: ["failed"],
  });
  await triggers.addTaskTrigger({
    ...launch({ "Args/id": "${task.id}" }),
    name: "accurate",
    addTag: "good",
    triggerOnMetric: "accuracy",
    triggerOnVariant: "test",
    triggerOnThreshold: 0.9,
    triggerOnSign: "max",
  });
  expect(triggers.getTriggers().map(({ name }) => name)).toEqual([
    "published",
    "approved",
    "data",
    "failed",
    "accurate",
  ]);
  void triggers.start();
  await look();
  expect(await started(connection)).toEqual([]);

  await services.models.setReady({ model: published });
  await services.models.edit({ model: approved, tags: ["approved"] });
  await data.start();
  await data.complete();
  await failing.start();
  await failing.fail("out of memory");
  await running.start();
  running.logger.reportScalar("accuracy", "test", 0.95, { iteration: 1 });
  await running.flush();
  await look();
  expect(await started(connection)).toEqual([
    ["published", published],
    ["data", data.id],
    ["failed", failing.id],
    ["good", running.id],
  ]);
  expect(called).toEqual([approved]);

  await services.models.edit({ model: published, comment: "changed once more" });
  running.logger.reportScalar("accuracy", "test", 0.97, { iteration: 2 });
  await running.flush();
  await look();
  expect(await started(connection)).toHaveLength(4);
  for (const task of [data, failing, running]) {
    await task.close();
  }
  await triggers[Symbol.asyncDispose]();

  const task = await Task.get({ id: triggers.task?.id ?? "" }, { connection });
  const noted = (kind: string) => JSON.parse(task.getConfigurationObject(kind)?.value ?? "");
  expect(noted("models")).toMatchObject([
    { name: "published", on_publish: true },
    { name: "approved", tags: ["approved"] },
  ]);
  expect(noted("datasets")).toMatchObject([{ name: "data", queue, add_tag: "data" }]);
  expect(noted("tasks")).toMatchObject([
    { name: "failed", on_status: ["failed"] },
    { name: "accurate", metrics: "accuracy", variant: "test", threshold: 0.9, value_sign: "max" },
  ]);
  const state = JSON.parse(String(await task.artifacts.get("state")?.get()));
  expect(Object.keys(state.model_triggers[0]._triggered_instances)).toEqual([published]);
  const plots = new Map((await task.getReportedPlots()).map(({ metric, plot_str }) => [metric, JSON.parse(plot_str)]));
  expect([...plots.keys()].sort()).toEqual([
    "Dataset Triggers",
    "Model Triggers",
    "Task Triggers",
    "Triggers Executed",
  ]);
  expect(plots.get("Triggers Executed").data[0].cells.values[0].sort()).toEqual([
    "DatasetTrigger",
    "ModelTrigger",
    "ModelTrigger",
    "TaskTrigger",
    "TaskTrigger",
  ]);
});

test("triggers that are started again know what they have reacted to, and see what has happened meanwhile", async () => {
  const { connection, triggers, launch, look, clock } = await openTriggers();
  const trigger = { ...launch({ "Args/id": "${model.id}" }), name: "published", triggerOnPublish: true };
  const [first, second] = [await createModel(connection, "first"), await createModel(connection, "second")];
  await triggers.addModelTrigger(trigger);
  void triggers.start();
  await look();
  await connection.services.models.setReady({ model: first });
  await look();
  await triggers[Symbol.asyncDispose]();
  await connection.services.models.setReady({ model: second });

  await using again = new TriggerScheduler({
    connection,
    clock,
    poolingFrequencyMinutes: 1,
    forceCreateTaskName: "watch",
    forceCreateTaskProject: "triggers",
  });
  await again.addModelTrigger(trigger);
  void again.start();
  await look();
  expect(await started(connection)).toEqual([
    ["published", first],
    ["published", second],
  ]);
  expect(again.task?.id).toBe(triggers.task?.id);
});

test("a trigger that could never start anything is refused", async () => {
  const { triggers, launch } = await openTriggers();
  // @ts-expect-error neither a task nor a function
  await expect(triggers.addModelTrigger({})).rejects.toThrow(ScheduleError);
  // @ts-expect-error neither a series nor a threshold
  const inPart = triggers.addTaskTrigger({ ...launch({}), triggerOnMetric: "accuracy" });
  await expect(inPart).rejects.toThrow("part of a scalar");
  await expect(triggers.addModelTrigger({ ...launch({}), triggerProject: "nowhere" })).rejects.toThrow("is not there");
  await expect(triggers.addDatasetTrigger({ ...launch({}), triggerProject: "nowhere" })).rejects.toThrow("no datasets");
});

test("as many objects as change between two looks start something", async () => {
  const { connection, triggers, look } = await openTriggers();
  const { models } = connection.services;
  const seen: string[] = [];
  await triggers.addModelTrigger({ name: "each", triggerName: "^many", scheduleFunction: (id) => seen.push(id) });
  const running = triggers.start();
  await look();
  const numbers = Array.from({ length: 520 }, (_, number) => number);
  const uri = "file:///weights.bin";
  const made = await Promise.all(
    numbers.map((number) => models.create({ name: `many ${number}`, uri, framework: "custom", ready: false })),
  );
  await look();
  expect(seen.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  await triggers.stop();
  await running;
});
