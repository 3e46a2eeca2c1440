import { join } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import {
  crashingFlow,
  endlessFlow,
  failingFlow,
  flakyFlow,
  hiddenFlow,
  queuedFlow,
} from "../../fixtures/queued-flow.fixture.ts";
import { openWorkplace } from "../../fixtures/workplace.fixture.ts";
import type { NodeRecord } from "../../page/node-record.ts";
import { queueRunner } from "./queue-runner.ts";

const runner = () => queueRunner({ queue: "default", pollEvery: 200 });

test("steps run as tasks on a worker, with the inputs and outputs that they have in this process", async () => {
  const place = await openWorkplace();
  await place.work();
  const seen: string[] = [];
  const run = await queuedFlow.run(
    { text: "hello", factor: 2 },
    { ...place, runner: runner(), onProgress: ({ step }) => seen.push(`${step.name} ${step.status}`) },
  );

  expect(run.result).toMatchObject({ size: 6, read: "hello", survey: expect.any(Dataset) });
  expect(run.steps["count"]?.output).toEqual({ text: "hello", size: 6 });
  const step = await place.task(run.steps["count"]?.taskId);
  expect(step.record).toMatchObject({ name: "count", type: "qc", status: "completed", parent: run.controllerId });
  expect(new Set(step.tags)).toEqual(new Set(["counting", `pipe: ${run.controllerId}`]));
  expect(step.getParameters()).toMatchObject({
    "kwargs/factor": 2,
    "kwargs_artifacts/rows": `${run.steps["collect"]?.taskId}.rows`,
    "return/size": 6,
  });
  // The task has ended, and its program is about to.
  await expect.poll(() => place.printed()).toMatch(/counting in process \d+/);
  expect(place.printed()).not.toContain(`process ${process.pid}`);
  expect(seen).toEqual(expect.arrayContaining(["count queued", "count running", "count completed"]));

  const nodes = JSON.parse((await place.task(run.controllerId)).getConfigurationObject("Pipeline")?.value ?? "");
  expect((nodes as Record<string, NodeRecord>)["count"]).toMatchObject({ queue: "default", status: "completed" });
});

test("the cache is asked before a step goes to a queue", async () => {
  const place = await openWorkplace();
  await place.work();
  const first = await queuedFlow.run({ text: "same", factor: 1 }, { ...place, runner: runner() });
  const second = await queuedFlow.run({ text: "same", factor: 1 }, { ...place, runner: runner() });
  expect(second.steps["collect"]).toMatchObject({ status: "cached", taskId: first.steps["collect"]?.taskId });
  expect(second.steps["count"]?.status).toBe("completed");
});

test("a step that fails goes to its queue again, as often as its retries say", async () => {
  const place = await openWorkplace();
  await place.work();
  const file = join(await temporaryFolder(), "tries");
  const run = await flakyFlow.run({ file }, { ...place, runner: runner() });
  expect(run.result).toEqual({ tries: 2, inProcess: 1 });
  expect(await place.consoleOf(run.controllerId)).toMatch(/Retrying \(1 of 1\).*attempt 1 went wrong/);
});

test("a step that fails ends the run, with its reason and the page of its console in the message", async () => {
  const place = await openWorkplace();
  await place.work();
  const error = await failingFlow.run({ column: "co2" }, { ...place, runner: runner() }).catch((reason) => reason);
  expect(error).toMatchObject({ name: "PipelineError", step: "always fails", cause: { name: "StepTaskError" } });
  expect(error.message).toMatch(/no column co2.*\/experiments\/[0-9a-f]{32}\/output\/log/);
  // The worker writes its own words over those of the status.
  expect((await place.task(error.taskId)).record).toMatchObject({
    status: "failed",
    runtime: { pipeline_failure: "RangeError: no column co2" },
  });
});

test.each([
  ["exit", "failed: worker execution exit code 3"],
  ["kill", "failed: worker execution exit code null"],
])("a step whose program ends by %s fails on its task with the reason of the worker", async (how, reason) => {
  const place = await openWorkplace();
  await place.work();
  const error = await crashingFlow.run({ how }, { ...place, runner: runner() }).catch((thrown) => thrown);
  expect(error).toMatchObject({
    name: "PipelineError",
    step: "crash",
    cause: { name: "StepTaskError", status: "failed" },
  });
  expect(error.message).toContain(reason);
  expect((await place.task(error.taskId)).status).toBe("failed");
});

test.each(["told to end", "stop"])(
  "a program that is stopped says so to the worker by its exit code: %s",
  async (how) => {
    const place = await openWorkplace();
    const ended = crashingFlow.run({ how }, { ...place, runner: runner() }).catch((thrown) => thrown);
    await place.steps({ queued: 1 });
    // The worker is slow to look at the task: the program's end is the first it hears of.
    await place.work("default", { lookEvery: 100_000 });
    const error = await ended;
    expect(error).toMatchObject({ name: "PipelineError", cause: { name: "StepTaskError", status: "aborted" } });
    await expect.poll(() => place.printed()).toContain("worker execution exit code 254");
    expect((await place.task(error.taskId)).status).toBe("stopped");
  },
);

test("a component that is defined in a function is told so on its task", async () => {
  const place = await openWorkplace();
  await place.work();
  const error = await hiddenFlow()
    .run({}, { ...place, runner: runner() })
    .catch((reason) => reason);
  expect(error.message).toMatch(/defines no component "hidden".*Define it at the level of a module/);
});

test("a step that is ended from outside ends the run, and so do those that wait in the queue", async () => {
  const place = await openWorkplace();
  await place.work();
  const ended = endlessFlow.run({ steps: 2 }, { ...place, runner: runner() }).catch((reason) => reason);
  const [running, waiting] = await place.steps({ in_progress: 1, queued: 1 });
  await place.connection.services.tasks.stop({ task: running?.id ?? "", force: true });
  const error = await ended;
  expect(error).toMatchObject({ name: "PipelineError", cause: { name: "StepTaskError", status: "aborted" } });
  expect((await place.task(waiting?.id)).status).toBe("stopped");
});

test("aborting a run stops the step on the worker and those in the queue", async () => {
  const place = await openWorkplace();
  await place.work();
  const stop = new AbortController();
  const ended = endlessFlow
    .run({ steps: 2 }, { ...place, runner: runner(), signal: stop.signal })
    .catch((reason) => reason);
  const steps = await place.steps({ in_progress: 1, queued: 1 });
  stop.abort(new Error("enough"));
  expect(await ended).toMatchObject({ message: "enough" });
  for (const { id } of steps) {
    expect((await place.task(id)).status).toBe("stopped");
  }
  expect(await place.connection.services.queues.getNumEntries({ queue: place.queueId })).toEqual({ num: 0 });
});

test("a step's task that is deleted ends the run instead of being waited for", async () => {
  const place = await openWorkplace();
  const ended = endlessFlow.run({ steps: 1 }, { ...place, runner: runner() }).catch((reason) => reason);
  const [waiting] = await place.steps({ queued: 1 });
  await place.connection.services.tasks.delete({ task: waiting?.id ?? "", force: true });
  expect((await ended).message).toContain("was deleted");
});

test("a queue that does not exist is refused before anything is made", async () => {
  const place = await openWorkplace();
  const run = queuedFlow.run({ text: "x", factor: 1 }, { ...place, runner: queueRunner({ queue: "nowhere" }) });
  await expect(run).rejects.toMatchObject({ name: "QueueNotFoundError", queue: "nowhere" });
  expect((await place.connection.services.tasks.getAll({ search_hidden: true })).tasks).toEqual([]);
});

test("a queue without a worker is told with the command that starts one", async () => {
  const place = await openWorkplace();
  const stop = new AbortController();
  const ended = endlessFlow.run({ steps: 1 }, { ...place, runner: runner(), signal: stop.signal }).catch(() => {});
  await place.steps({ queued: 1 });
  expect(place.warnings).toEqual([expect.stringContaining('clearml-ts agent --queue "default"')]);
  stop.abort();
  await ended;
});

test("a step of an earlier run, copied and changed, runs by itself", async () => {
  const place = await openWorkplace();
  await place.work();
  const run = await queuedFlow.run({ text: "hello", factor: 2 }, { ...place, runner: runner() });
  const copy = await (await place.task(run.steps["count"]?.taskId)).clone();
  await copy.setParameters({ "kwargs/factor": 5 });
  await copy.enqueue("default");
  await place.ended(copy);
  expect((await Task.get({ id: copy.id }, place)).getParameter("return/size")).toBe(15);
});
