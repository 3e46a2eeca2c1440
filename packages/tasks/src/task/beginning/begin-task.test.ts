import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { InvalidValueError } from "../../errors.ts";
import { liveConnection } from "../../live-connection.fixture.ts";
import { TaskNotFoundError } from "../../record/errors.ts";
import { Task } from "../task.ts";
import type { InitTaskOptions } from "../task-options.ts";
import { isRelevant, isReusable } from "./reusable.ts";

const PROGRAM = { project: "demo", name: "train" };

/** Begins and ends a task that reports one point of a curve and a single value, at 4 of its own count. */
async function run(options: Partial<InitTaskOptions>, { connection }: Awaited<ReturnType<typeof liveConnection>>) {
  const task = await Task.init({ ...PROGRAM, ...options }, { connection });
  task.logger.reportScalar("loss", "train", 0.5, { iteration: 4 });
  task.logger.reportSingleValue("R2", 0.9);
  await task.complete();
  await task.close();
  return task;
}

test("a changed clone is taken up by its id, its values win, and the program ends it", async () => {
  const live = await liveConnection();
  const first = await run({ parameters: { "General/rate": 0.1 } }, live);
  const clone = await first.clone();
  await clone.setParameters({ "General/rate": 0.9 });
  {
    await using task = await Task.init({ ...PROGRAM, name: "other", taskId: clone.id }, live);
    expect(task).toMatchObject({ id: clone.id, name: "Clone Of train", status: "in_progress", underAgent: false });
    expect(await task.connect({ rate: 0.1 })).toEqual({ rate: 0.9 });
    expect(task.getInitialIteration()).toBe(0);
  }
  expect((await clone.reload()).status).toBe("completed");
});

test("without an option each run has a task of its own, and nothing is remembered", async () => {
  const live = await liveConnection();
  const first = await run({}, live);
  expect((await run({}, live)).id).not.toBe(first.id);
  await expect(readFile(join(live.cacheDir, "last-tasks.json"))).rejects.toThrow("ENOENT");
});

test("a task that is used again has nothing of its earlier run", async () => {
  const live = await liveConnection();
  const first = await run({ reuseLastTaskId: true, parameters: { "Args/old": 1 }, tags: ["a"] }, live);
  const again = await Task.init(
    { ...PROGRAM, reuseLastTaskId: true, parameters: { "Args/new": 2 }, tags: ["b"] },
    live,
  );
  expect(again).toMatchObject({ id: first.id, status: "in_progress", tags: ["a", "b"] });
  expect(again.getParameters()).toEqual({ "Args/new": 2 });
  expect(await again.getReportedScalars()).toEqual({});
  expect(again.record.script?.entry_point).toContain("-c node ");
  await again.close();

  const other = await run({ reuseLastTaskId: true, type: "testing" }, live);
  expect(other.id).not.toBe(first.id);
});

test("a task with something to keep is not used again", async () => {
  const live = await liveConnection();
  const first = await Task.init({ ...PROGRAM, reuseLastTaskId: true }, live);
  await first.uploadArtifact("kept", { ok: true });
  await first.complete();
  const second = await run({ reuseLastTaskId: true }, live);
  expect(second.id).not.toBe(first.id);
  expect(live.warnings.join()).toContain(first.id);
  expect((await run({ reuseLastTaskId: true }, live)).id).toBe(second.id);
});

test("a task that people renamed, or that is gone, is not used again", async () => {
  const live = await liveConnection();
  const first = await run({ reuseLastTaskId: true }, live);
  await first.setName("the good one");
  const second = await run({ reuseLastTaskId: true }, live);
  expect(second.id).not.toBe(first.id);
  await live.connection.services.tasks.delete({ task: second.id, force: true });
  expect((await run({ reuseLastTaskId: true }, live)).id).not.toBe(second.id);
  await writeFile(join(live.cacheDir, "last-tasks.json"), "{ nonsense");
  await run({ reuseLastTaskId: true }, live);
});

test("a task is continued after its last iteration, with its results", async () => {
  const live = await liveConnection();
  const first = await run({ parameters: { "Args/rate": 1 } }, live);
  const again = await run({ continueLastTask: first.id, tags: ["more"] }, live);
  expect(again).toMatchObject({ id: first.id, tags: ["more"] });
  expect(again.getInitialIteration()).toBe(5);
  expect(await again.getReportedScalars()).toEqual({ loss: { train: { x: [4, 9], y: [0.5, 0.5] } } });
  expect(await again.getReportedSingleValues()).toEqual({ R2: 0.9 });
  expect(await again.getLastIteration()).toBe(9);
  expect(again.getParameters()).toEqual({ "Args/rate": 1 });

  const last = await run({ continueLastTask: true }, live);
  expect(last.id).not.toBe(first.id);
  expect((await run({ continueLastTask: 100 }, live)).id).toBe(last.id);
  expect(await last.getLastIteration()).toBe(104);
});

test("a task that is named but not there is an error", async () => {
  const live = await liveConnection();
  const id = "0123456789abcdef0123456789abcdef";
  for (const options of [{ taskId: id }, { continueLastTask: id }, { reuseLastTaskId: id }]) {
    await expect(Task.init({ ...PROGRAM, ...options }, live)).rejects.toThrow(TaskNotFoundError);
  }
});

test("the initial iteration is a whole number", async () => {
  const live = await liveConnection();
  const task = await Task.create(PROGRAM, live);
  task.setInitialIteration(100);
  expect(task.getInitialIteration()).toBe(100);
  expect(() => task.setInitialIteration(0.5)).toThrow(InvalidValueError);
});

test("a remembered task counts for as long as it is recent, and is what it was", () => {
  const remembered = { id: "t", time: 1000, project: "demo", name: "train", type: "training" as const };
  const record = { id: "t", name: "train", type: "training" } as TaskRecord;
  const at = (now: number, found = { record, project: "demo" }) => isRelevant(remembered, found, { now, window: 60 });
  expect([at(1060), at(1061)]).toEqual([true, false]);
  expect(at(1000, { record, project: "moved" })).toBe(false);
  expect(at(1000, { record: { ...record, name: "renamed" }, project: "demo" })).toBe(false);
  expect(at(1000, { record: { ...record, type: "testing" }, project: "demo" })).toBe(false);
});

test.each<[change: Partial<TaskRecord>, isFree: boolean]>([
  [{}, true],
  [{ status: "failed" }, true],
  [{ status: "published" }, false],
  [{ status: "closed" }, false],
  [{ system_tags: [] }, false],
  [{ system_tags: ["development", "archived"] }, false],
  [{ models: { input: [{ name: "m", model: "m" }], output: [] } }, true],
  [{ models: { input: [], output: [{ name: "m", model: "m" }] } }, false],
  [{ execution: { artifacts: [{ key: "a", type: "dict" }] } }, false],
])("a completed task of a program with %o may be used again: %o", (change, isFree) => {
  const record = { status: "completed", system_tags: ["development"], ...change } as TaskRecord;
  expect(isReusable(record)).toBe(isFree);
});
