import { expect, onTestFinished, test, vi } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { TaskNotFoundError, TaskStateError } from "../record/errors.ts";
import { Task } from "./task.ts";

test("a task that is started runs, says what it is, and completes", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init(
    { project: "demo/nested", name: "first run", type: "data_processing", tags: ["b", "a"], outputUri: "s3://bucket" },
    { connection },
  );
  expect(task).toMatchObject({ name: "first run", type: "data_processing", status: "in_progress", tags: ["a", "b"] });
  expect(task.systemTags).toEqual(["development"]);
  expect(task.project.name).toBe("demo/nested");
  expect(task.record).toMatchObject({
    comment: expect.stringMatching(/^Auto-generated at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by .+@.+$/),
    output: { destination: "s3://bucket" },
    runtime: { progress: "0", hostname: expect.any(String), "CLEARML VERSION": expect.stringMatching(/^clearml-ts /) },
    script: { binary: "/bin/bash", entry_point: expect.stringContaining("-c node ") },
  });

  await task.complete({ message: "all good" });
  expect(task).toMatchObject({
    status: "completed",
    record: { status_message: "all good", runtime: { progress: "100" } },
  });
  await task.close();
});

test("a task begins with all that it is given, in one request", async () => {
  const { connection, requests } = await liveConnection();
  const { project } = await Task.create({ project: "demo", name: "first" }, { connection });
  const before = requests.length;
  await using task = await Task.init(
    {
      project,
      name: "complete from the start",
      parameters: { Args: { rate: 1, layers: [64, 32] }, "kwargs/path": "a.csv" },
      parameterNotes: { types: { "Args/rate": "float" }, descriptions: { "kwargs/path": "the survey" } },
      runtime: { step: 3 },
      script: { binary: "node", entry_point: "step.js", diff: "() => 1" },
    },
    { connection },
  );
  // An official server does not answer the record of the new task, which is read then.
  const writes = requests.slice(before).filter((endpoint) => endpoint !== "tasks.get_by_id");
  expect(writes).toEqual(["tasks.create", "tasks.started"]);
  expect(task).toMatchObject({ status: "in_progress", project: { name: "demo" } });
  expect(task.getParameters()).toEqual({ "Args/rate": 1, "Args/layers": [64, 32], "kwargs/path": "a.csv" });
  expect(task.record).toMatchObject({
    hyperparams: { Args: { rate: { value: "1.0", type: "float" } }, kwargs: { path: { description: "the survey" } } },
    runtime: { step: 3, progress: "0", hostname: expect.any(String) },
    script: { entry_point: "step.js", diff: "() => 1" },
  });
});

test("a task that runs again says so, whatever it said before", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "again" }, { connection });
  await task.setProgress(70);
  await task.stop();
  await task.start();
  expect(task).toMatchObject({ status: "in_progress", record: { runtime: { progress: "0" } } });
  expect(task.record.completed).toBeUndefined();
  await task.complete();
  const { last_change: _, last_update: __, ...seen } = task.record;
  expect(seen).toMatchObject({ status: "completed", runtime: { progress: "100" } });
  expect((await task.reload()).record).toMatchObject(seen);
  await task.close();
});

test("a task is found by id, by name, and in lists", async () => {
  const { connection } = await liveConnection();
  const names = ["one (a+b)", "two", "three"];
  const made: Task[] = [];
  for (const name of names) {
    made.push(await Task.create({ project: "lists", name, tags: [name === "two" ? "even" : "odd"] }, { connection }));
  }
  expect(made.map(({ status }) => status)).toEqual(["created", "created", "created"]);
  expect(await Task.get({ id: made[1]?.id ?? "" }, { connection })).toMatchObject({ name: "two" });
  expect(await Task.get({ project: "lists", name: "one (a+b)" }, { connection })).toMatchObject({ id: made[0]?.id });

  const listed: string[] = [];
  for await (const task of Task.list({ project: "lists", tags: ["odd"], pageSize: 1 }, { connection })) {
    listed.push(task.name);
  }
  expect(listed.sort()).toEqual(["one (a+b)", "three"]);

  await expect(Task.get({ id: "0".repeat(32) }, { connection })).rejects.toThrow(TaskNotFoundError);
  await expect(Task.get({ project: "lists", name: "four" }, { connection })).rejects.toThrow(
    'No task with name "four" in project "lists"',
  );
  await expect(Task.get({ project: "nowhere", name: "two" }, { connection })).rejects.toThrow(TaskNotFoundError);
});

test("moves that the status forbids are refused with what stood in the way", async () => {
  const { connection } = await liveConnection();
  const task = await Task.create({ project: "demo", name: "frozen" }, { connection });
  await expect(task.complete()).rejects.toMatchObject({ name: "TaskStateError", from: "created", action: "complete" });

  await task.start();
  await task.complete();
  await task.publish();
  await connection.services.queues.create({ name: "work" });
  await expect(task.enqueue("work")).rejects.toThrow(TaskStateError);
  await expect(task.setParameters({ a: 1 })).rejects.toThrow(TaskStateError);
  await expect(task.setConfigurationObject("x", { value: "y" })).rejects.toThrow(TaskStateError);
  await expect(task.uploadArtifact("late", { a: 1 })).rejects.toThrow(TaskStateError);
  await expect(task.reset()).rejects.toThrow(TaskStateError);
  expect(task.status).toBe("published");
  await task.close();
});

test("a draft goes into a queue and out of it, and a finished task can be reset", async () => {
  const { connection } = await liveConnection();
  const { id: queue } = await connection.services.queues.create({ name: "work" });
  const task = await Task.create({ project: "demo", name: "queued" }, { connection });
  await task.enqueue("work");
  expect(task.record).toMatchObject({ status: "queued", execution: { queue } });
  await task.dequeue();
  expect(task.status).toBe("created");
  await expect(task.enqueue("play")).rejects.toThrow('No queue has the name or id "play"');

  await task.start();
  await task.uploadArtifact("result", { a: 1 });
  await task.stop({ message: "enough" });
  expect(task).toMatchObject({ status: "stopped", record: { status_reason: "enough" } });
  await task.reset();
  expect(task.status).toBe("created");
  expect(task.artifacts.size).toBe(0);
  await task.close();
});

test("a failure is recorded with its reason, and its stack in the console", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "broken" }, { connection });
  await task.fail(new TypeError("no such column", { cause: new Error("the file is empty") }));
  expect(task).toMatchObject({
    status: "failed",
    record: { status_reason: "Exception TypeError: no such column", status_message: "TypeError: no such column" },
  });
  const { value: line } = await task.getReportedConsole().next();
  const ended = AbortSignal.abort(new Error("it takes too long"));
  await expect(task.getReportedConsole({ signal: ended }).next()).rejects.toThrow("it takes too long");
  expect(line?.msg).toMatch(/^TypeError: no such column\n.*at .*Caused by: Error: the file is empty/s);
  await task.close();
});

test("a reason in words is recorded as it is", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "given up" }, { connection });
  await task.fail("Pipeline step failed");
  expect(task.record).toMatchObject({
    status: "failed",
    status_reason: "Pipeline step failed",
    status_message: "Pipeline step failed",
  });
  await task.close();
});

test("parameters keep their types, and two writers do not undo each other", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "parameters" }, { connection });
  const params = { learning_rate: 1e-5, layers: [64, 32], nested: { on: true, none: null } };
  expect(await task.connect(params)).toBe(params);
  const other = await Task.get({ id: task.id }, { connection });
  await Promise.all([
    task.setParameters({ "Args/a": 1 }, { descriptions: { "Args/a": "first" }, types: { "Args/a": "float" } }),
    other.setParameters({ "Args/b": "x" }),
  ]);
  await task.reload();
  expect(task.getParameters()).toEqual({
    "General/learning_rate": 1e-5,
    "General/layers": [64, 32],
    "General/nested/on": true,
    "General/nested/none": null,
    "Args/a": 1,
    "Args/b": "x",
  });
  expect(task.record.hyperparams?.Args?.a).toMatchObject({ value: "1.0", type: "float", description: "first" });
  expect(task.getParameter("Args/b")).toBe("x");

  await task.setParameters({ only: 1 }, { replace: true });
  expect(task.getParameters()).toEqual({ "General/only": 1 });
  await task.close();
});

test("configuration, runtime, tags and notes are merged with what the server holds", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "notes", tags: ["first"] }, { connection });
  const other = await Task.get({ id: task.id }, { connection });
  await Promise.all([
    task.connectConfiguration({ model: { depth: 3 }, names: ["a"] }),
    other.setConfigurationObject("notes", { value: "free text", type: "txt", description: "why" }),
    task.setRuntimeProperties({ left: 1 }),
    other.setRuntimeProperties({ right: "2" }),
    task.addTags("second"),
    other.addTags("third"),
    task.setUserProperties({ owner: "Ana", score: 0.5 }),
  ]);
  await task.removeTags("first");
  await task.setComment("done by hand");
  await task.setProgress(42.4);
  await task.reload();
  expect(task.getConfigurationObject("General")).toEqual({
    name: "General",
    value: 'model {\n  depth = 3\n}\nnames = ["a"]',
    type: "dictionary",
    description: "",
  });
  expect(task.getConfigurationObject("notes")).toMatchObject({ value: "free text", type: "txt", description: "why" });
  expect(task.record.runtime).toMatchObject({ left: 1, right: "2", progress: "42" });
  expect(task.tags).toEqual(["second", "third"]);
  expect(task.record.comment).toBe("done by hand");
  expect(task.getParameters()).toMatchObject({ "properties/owner": "Ana", "properties/score": 0.5 });
  await task.close();
});

test("a clone is a draft with the same parameters and none of the results", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "demo", name: "source" }, { connection });
  await task.setParameters({ "Args/a": 1 });
  await task.uploadArtifact("result", { a: 1 });
  const copy = await task.clone();
  expect(copy).toMatchObject({ name: "Clone Of source", status: "created", parent: task.id, project: task.project });
  expect(copy.getParameters()).toEqual({ "Args/a": 1 });
  expect(copy.artifacts.size).toBe(0);
  expect(await task.clone({ name: "other", parent: copy.id })).toMatchObject({ name: "other", parent: copy.id });
});

test("artifacts go where the task's output goes", async () => {
  const { connection } = await liveConnection();
  const folder = connection.config.cacheDir;
  const options = { project: "demo", name: "local", outputUri: `file://${folder}/out/` };
  await using task = await Task.init(options, { connection });
  const { url } = await task.uploadArtifact("note", "hello");
  expect(url).toBe(`file://${folder}/out/demo/local.${task.id}/artifacts/note/note.txt`);
  expect(await task.artifacts.get("note")?.get()).toBe("hello");
});

test("leaving the block completes a running task, and leaves a loaded one alone", async () => {
  const { connection } = await liveConnection();
  let id = "";
  {
    await using task = await Task.init({ project: "demo", name: "scoped" }, { connection });
    id = task.id;
    task.logger.reportSingleValue("answer", 42);
    await using loaded = await Task.get({ id }, { connection });
    loaded.logger.reportText("hello");
  }
  const task = await Task.get({ id }, { connection });
  expect(task.status).toBe("completed");
  expect(await task.getReportedSingleValues()).toEqual({ answer: 42 });
});

test("a task of a program says what its machine does, unless it is told not to", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { connection } = await liveConnection();
  const options = { project: "demo", name: "monitored" };
  await using task = await Task.init(options, { connection });
  await using quiet = await Task.init({ ...options, resourceMonitor: false }, { connection });
  for (const { logger } of [task, quiet]) {
    logger.reportScalar("loss", "train", 1, { iteration: 3 });
  }
  await vi.advanceTimersByTimeAsync(30_000);
  const titles = async (of: Task) => {
    await of.flush();
    return Object.keys(await of.getAllReportedScalars()).sort();
  };
  await expect.poll(() => titles(task)).toEqual([":monitor:machine", "loss"]);
  expect(await titles(quiet)).toEqual(["loss"]);
});
