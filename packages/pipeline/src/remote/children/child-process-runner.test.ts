import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { PipelineError } from "../../errors.ts";
import {
  crashingFlow,
  endlessFlow,
  failingFlow,
  flakyFlow,
  heavyFlow,
  hiddenFlow,
  meetingFlow,
  queuedFlow,
  vanishingFlow,
} from "../../fixtures/queued-flow.fixture.ts";
import { openWorkplace } from "../../fixtures/workplace.fixture.ts";
import { type ChildProcessRunnerOptions, childProcessRunner } from "./child-process-runner.ts";

/** Children of the tests read the sources, as the tests do. */
const execArgv = ["--import", import.meta.resolve("tsx"), "--conditions", "@clearml-ts/source"];

const runner = (options: ChildProcessRunnerOptions = {}) => childProcessRunner({ execArgv, ...options });

async function errorOf(run: Promise<unknown>): Promise<PipelineError> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
}

test("steps run in processes of their own, with the inputs and outputs that they have in this one", async () => {
  const place = await openWorkplace();
  const run = await queuedFlow.run({ text: "hello", factor: 2 }, { ...place, runner: runner() });
  expect(run.result).toMatchObject({ size: 6, read: "hello" });
  const step = await place.task(run.steps["count"]?.taskId);
  expect(step.record).toMatchObject({ name: "count", type: "qc", status: "completed", parent: run.controllerId });
  expect(step.record.script?.diff).toContain("counting in process");
  const said = await place.consoleOf(step.id);
  expect(said).toMatch(/counting in process \d+/);
  expect(said).not.toContain(`process ${process.pid}`);
  expect(await place.consoleOf(run.controllerId)).not.toContain("counting");
});

test("steps that only compute run side by side", async () => {
  const place = await openWorkplace();
  const { result } = await meetingFlow.run({ folder: await temporaryFolder() }, { ...place, runner: runner() });
  const [one, other] = result;
  expect(one?.pid).not.toBe(other?.pid);
});

test("a step that throws fails its task and the run with the reason; it is tried again in a new process", async () => {
  const place = await openWorkplace();
  const error = await errorOf(failingFlow.run({ column: "co2" }, { ...place, runner: runner() }));
  expect(error.message).toContain("no column co2");
  expect((await place.task(error.taskId)).status).toBe("failed");
  const file = join(await temporaryFolder(), "tries");
  const run = await flakyFlow.run({ file }, { ...place, runner: runner() });
  expect(run.result).toEqual({ tries: 2, inProcess: 1 });
});

test.each([
  ["exit", "ended with exit code 3 before the step had completed"],
  ["exit well", "ended with exit code 0 before the step had completed"],
  ["kill", "was killed by SIGKILL before the step had completed"],
] as const)("a step that ends its process by %s fails, and so does the run, with the reason", async (how, reason) => {
  const place = await openWorkplace();
  const error = await errorOf(crashingFlow.run({ how }, { ...place, runner: runner() }));
  expect(error.message).toContain(reason);
  expect((await place.task(error.taskId)).record).toMatchObject({ status: "failed" });
});

test("a step that takes more memory than it may fails, and nothing else does", async () => {
  const place = await openWorkplace();
  const error = await errorOf(crashingFlow.run({ how: "memory" }, { ...place, runner: runner({ memoryLimit: 64 }) }));
  expect(error.message).toMatch(/The process of the step (was killed by SIGABRT|ended with exit code 134)/);
});

test("an abort ends the process of a step, by force where it computes without looking up", async () => {
  const place = await openWorkplace();
  const stop = new AbortController();
  const { signal } = stop;
  const heeds = endlessFlow.run({ steps: 1 }, { ...place, runner: runner({ killAfter: 60 }), signal });
  const computes = heavyFlow.run({ milliseconds: 600_000 }, { ...place, runner: runner({ killAfter: 0.1 }), signal });
  const ended = Promise.allSettled([heeds, computes]);
  const running = await place.steps({ in_progress: 3 });
  stop.abort(new Error("enough"));
  expect(await ended).toMatchObject([{ reason: { message: "enough" } }, { reason: { message: "enough" } }]);
  for (const { id } of running) {
    expect((await place.task(id)).status).toBe("stopped");
  }
});

test("a step that somebody stops ends with its process, by force where it computes without looking up, and so does the run", async () => {
  const place = await openWorkplace();
  const run = heavyFlow.run({ milliseconds: 600_000 }, { ...place, runner: runner({ killAfter: 0.1 }) });
  const failed = errorOf(run);
  const [stopped, other] = await place.steps({ in_progress: 2 });
  await place.connection.services.tasks.stop({ task: stopped?.id ?? "" });
  expect(await failed).toMatchObject({ taskId: stopped?.id, cause: { name: "StepTaskError", status: "aborted" } });
  expect((await place.task(stopped?.id)).status).toBe("stopped");
  expect((await place.task(other?.id)).status).toBe("stopped");
});

test("a step whose task somebody deletes ends with its process, and so does the run", async () => {
  const place = await openWorkplace();
  const failed = errorOf(endlessFlow.run({ steps: 1 }, { ...place, runner: runner({ killAfter: 0.1 }) }));
  const [running] = await place.steps({ in_progress: 1 });
  await place.connection.services.tasks.delete({ task: running?.id ?? "", force: true });
  expect((await failed).message).toContain("was deleted");
});

test("a step whose task is gone when its process has ended fails the run with that reason", async () => {
  const place = await openWorkplace();
  const failed = errorOf(vanishingFlow.run({}, { ...place, runner: runner() }));
  expect((await failed).message).toContain("was deleted");
});

test("a controller that somebody stops ends the processes of its steps", async () => {
  const place = await openWorkplace();
  const run = heavyFlow.run({ milliseconds: 600_000 }, { ...place, runner: runner({ killAfter: 0.1 }) });
  const ended = run.catch((reason: unknown) => reason);
  const running = await place.steps({ in_progress: 2 });
  const controller = running[0]?.parent ?? "";
  await place.connection.services.tasks.stop({ task: controller });
  expect(await ended).toMatchObject({ name: "TaskStoppedError" });
  for (const id of [controller, ...running.map((step) => step.id)]) {
    expect((await place.task(id)).status).toBe("stopped");
  }
});

test("a component that is defined in a function is told so on its task", async () => {
  const place = await openWorkplace();
  const error = await errorOf(hiddenFlow().run({}, { ...place, runner: runner() }));
  expect(error.message).toMatch(/defines no component "hidden".*Define it at the level of a module/);
});
