import { expect, test } from "vitest";
import { PipelineDefinitionError, StepError } from "../../errors.ts";
import { definitionOf } from "../../fixtures/definition.fixture.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import type { StepState } from "../../steps/step-state.ts";
import type { JsonObject } from "../../values/json.ts";
import { Scheduler, type SchedulerOptions } from "./scheduler.ts";

function success(values: JsonObject = {}): StepOutcome {
  return { status: "completed", taskId: "task", outputs: { values, artifactHashes: new Map() } };
}

/** A scheduler whose steps run until the test lets them end, and a record of what it did. */
function manualScheduler(options: Partial<SchedulerOptions> = {}) {
  const running = new Map<string, (outcome: StepOutcome) => void>();
  const started: string[] = [];
  const scheduler = new Scheduler({
    execute: (step, signal) =>
      new Promise((resolve, reject) => {
        started.push(step.name);
        running.set(step.name, resolve);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
    concurrency: 10,
    onChange: () => {},
    now: () => new Date(0),
    ...options,
  });
  const add = (name: string, input: unknown = {}, differences = {}) =>
    scheduler.add(definitionOf(name, differences), input, {});
  const statuses = () => Object.fromEntries(scheduler.steps.map(({ name, status }) => [name, status]));
  /** Lets everything happen that can happen by itself. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { scheduler, add, started, statuses, settle, end: (name: string, o = success()) => running.get(name)?.(o) };
}

test("a step starts when its parents have completed, and steps that need nothing of each other run side by side", async () => {
  const { add, started, settle, end, scheduler, statuses } = manualScheduler();
  const left = add("left");
  const right = add("right");
  add("both", { a: left.taskId, b: right });
  await settle();
  expect(started).toEqual(["left", "right"]);

  end("left");
  await settle();
  expect(statuses()).toEqual({ left: "completed", right: "running", both: "pending" });
  end("right");
  await settle();
  expect(started).toEqual(["left", "right", "both"]);
  expect(scheduler.steps[2]?.parents.map(({ name }) => name)).toEqual(["left", "right"]);

  end("both");
  await scheduler.close();
  expect(scheduler.failed).toBeUndefined();
});

test("no more steps run at a time than allowed", async () => {
  const { add, started, settle, end, scheduler } = manualScheduler({ concurrency: 1 });
  add("first");
  add("second");
  await settle();
  expect(started).toEqual(["first"]);
  end("first");
  await settle();
  expect(started).toEqual(["first", "second"]);
  end("second");
  await scheduler.close();
});

test("a step may wait for one that it takes nothing from", async () => {
  const { add, started, settle, end, scheduler } = manualScheduler();
  const first = add("first");
  scheduler.add(definitionOf("second"), {}, { after: [first] });
  await settle();
  expect(started).toEqual(["first"]);
  end("first");
  await settle();
  end("second");
  await scheduler.close();
  expect(started).toEqual(["first", "second"]);
});

test("a failure aborts what runs and skips what waits", async () => {
  const { add, settle, end, scheduler, statuses } = manualScheduler();
  const bad = add("bad");
  const other = add("other");
  add("after bad", { x: bad.outputs });
  add("after other", { x: other.outputs });
  await settle();
  const error = new Error("no such column");
  end("bad", { status: "failed", error });
  await scheduler.close();

  expect(statuses()).toEqual({ bad: "failed", other: "aborted", "after bad": "skipped", "after other": "skipped" });
  expect(scheduler.failed?.name).toBe("bad");
  await expect(Promise.resolve(bad)).rejects.toThrow(StepError);
  await expect(Promise.resolve(bad)).rejects.toMatchObject({ step: "bad", status: "failed", cause: error });
});

test("with continueOnFail only the steps that need the failed one are skipped", async () => {
  const { add, settle, end, scheduler, statuses } = manualScheduler();
  const bad = add("bad", {}, { continueOnFail: true });
  const other = add("other");
  add("after bad", { x: bad.outputs });
  add("after other", { x: other.outputs });
  await settle();
  end("bad", { status: "failed", error: new Error("no") });
  end("other");
  await settle();
  end("after other");
  await scheduler.close();

  expect(statuses()).toEqual({ bad: "failed", other: "completed", "after bad": "skipped", "after other": "completed" });
  expect(scheduler.failed).toBeUndefined();
});

test("an abort from outside is nobody's failure", async () => {
  const { add, settle, scheduler, statuses } = manualScheduler();
  const first = add("first");
  add("second", { x: first });
  await settle();
  scheduler.abort(new Error("enough"));
  await scheduler.close();
  expect(statuses()).toEqual({ first: "aborted", second: "skipped" });
  expect(scheduler.failed).toBeUndefined();
});

test("what a step throws makes it fail", async () => {
  const { add, scheduler } = manualScheduler({ execute: () => Promise.reject(new Error("broken")) });
  const step = add("step");
  await scheduler.close();
  await expect(Promise.resolve(step)).rejects.toThrow('Step "step" failed, so it has no outputs: broken');
});

test("outputs are awaited one by one or together", async () => {
  const { add, scheduler } = manualScheduler({ execute: async () => success({ rows: 3, note: null }) });
  const step = add("step") as unknown as { outputs: Record<string, PromiseLike<unknown>> } & PromiseLike<unknown>;
  expect(await step).toEqual({ rows: 3, note: null });
  expect(await step.outputs["rows"]).toBe(3);
  expect(await step.outputs["note"]).toBeNull();
  await scheduler.close();
});

test("every change of a step is told once", async () => {
  const changes: string[] = [];
  const onChange = ({ name, status }: StepState) => changes.push(`${name} ${status}`);
  const { add, scheduler } = manualScheduler({ execute: async () => success(), onChange });
  add("next", { x: add("first") });
  await scheduler.close();
  expect(changes).toEqual([
    "first pending",
    "next pending",
    "first running",
    "first completed",
    "next running",
    "next completed",
  ]);
});

test("calls that cannot work are refused where they are made", async () => {
  const { add, scheduler, settle, end } = manualScheduler();
  const stranger = manualScheduler({ execute: async () => success() });
  const foreign = stranger.add("foreign");
  await stranger.scheduler.close();
  expect(() => add("step", { x: foreign.outputs })).toThrow("of another run");

  add("step");
  const again = () => scheduler.add(definitionOf("other"), {}, { name: "step" });
  expect(again).toThrow('has a step "step" already');
  await settle();
  end("step");
  await scheduler.close();
  expect(() => add("late")).toThrow(PipelineDefinitionError);
  expect(() => add("late")).toThrow("after its pipeline had ended");
});
