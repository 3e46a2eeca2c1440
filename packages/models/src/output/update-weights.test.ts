import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setImmediate as soon } from "node:timers/promises";
import { InvalidValueError, Task } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { ModelNotFoundError, ModelPublishedError, WeightsError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { Model } from "../registry/model.ts";
import { OutputModel } from "./output-model.ts";
import { registerModel } from "./register-model.ts";

afterEach(() => OutputModel.setDefaultUploadUri(undefined));

async function runningTask(options: { outputUri?: string } = {}) {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training", ...options }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection };
}

const textOf = async (model: Model) => readFile(await model.getLocalCopy(), "utf8");

test("weights come from a stream", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  async function* pieces() {
    for (const text of ["a ", "forest"]) {
      await soon();
      yield Buffer.from(text);
    }
  }
  expect(await textOf(await output.updateWeights(pieces(), { targetName: "forest.bin" }))).toBe("a forest");
  const stream = Readable.from([Buffer.from("a wood")]);
  expect(await textOf(await output.updateWeights(stream, { targetName: "forest.bin" }))).toBe("a wood");
  await expect(output.updateWeights(Readable.from([]))).rejects.toThrow("pass targetName");
});

test("several files become a package with their names below the folder that they share", async () => {
  const { task } = await runningTask();
  const folder = await folderWith({ "net/graph.pb": "graph", "net/variables/data": "numbers", "notes.md": "notes" });
  const output = OutputModel.create({ task });
  const paths = [join(folder, "net/graph.pb"), join(folder, "net/variables/data")];
  const model = await output.updateWeights(paths, { targetName: "net" });
  expect(model).toMatchObject({ isPackage: true, fileStem: "net", framework: undefined });
  const copy = await model.getLocalCopy();
  expect(await readFile(join(copy, "graph.pb"), "utf8")).toBe("graph");
  expect(await readFile(join(copy, "variables/data"), "utf8")).toBe("numbers");

  const single = await output.updateWeights([join(folder, "notes.md")]);
  expect(await readFile(join(await single.getLocalCopy(), "notes.md"), "utf8")).toBe("notes");
  await expect(output.updateWeights([])).rejects.toThrow(WeightsError);
  await expect(output.updateWeights({ path: "forest.bin" } as never)).rejects.toThrow("a path, a list of paths");
  await expect(output.updateWeights([join(folder, "net")])).rejects.toThrow("is not a file");
  await expect(output.updateWeights([join(folder, "absent")])).rejects.toThrow("cannot be read");
});

test("a package gives way to a single file, whose framework its name tells", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  await output.updateWeights(await folderWith({ "graph.pb": "graph" }));
  const model = await output.updateWeights({ url: "s3://b/net.onnx" });
  expect(model).toMatchObject({ isPackage: false, url: "s3://b/net.onnx", framework: "ONNX" });
});

test("labels, design and metadata are changed before and after the first weights", async () => {
  const { task, connection } = await runningTask();
  const output = OutputModel.create({ task, labels: { cold: 0 }, metadata: { fold: 1 } });
  await output.updateLabels({ cold: 0, hot: 1 });
  await output.updateDesign({ trees: 3 });
  await output.setMetadata({ rows: 10 });
  const { id } = await output.updateWeights(Buffer.from("f"), { targetName: "forest.bin" });
  const stored = () => Model.get({ id }, { connection });
  expect(await stored()).toMatchObject({
    labels: { cold: 0, hot: 1 },
    design: "trees = 3",
    metadata: { fold: 1, rows: 10 },
  });
  expect(task.getLabelsEnumeration()).toEqual({ cold: 0, hot: 1 });
  await output.updateLabels({ no: 0 });
  await output.updateDesign("as text");
  await output.setMetadata({ rows: 11 });
  expect(await stored()).toMatchObject({ labels: { no: 0 }, design: "as text", metadata: { fold: 1, rows: 11 } });
  await expect(output.updateLabels({ no: 0.5 })).rejects.toThrow(InvalidValueError);
});

test("a model takes the labels of its task where it has none of its own", async () => {
  const { task } = await runningTask();
  await task.setModelLabelEnumeration({ cold: 0 });
  const model = await OutputModel.create({ task }).updateWeights(Buffer.from("f"), { targetName: "f.bin" });
  expect(model.labels).toEqual({ cold: 0 });
});

test("a published model gets no other weights, labels or design", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  await output.updateWeights(Buffer.from("f"), { targetName: "f.bin" });
  await output.publish();
  await expect(output.updateWeights(Buffer.from("g"), { targetName: "f.bin" })).rejects.toThrow(ModelPublishedError);
  await expect(output.updateLabels({ a: 1 })).rejects.toThrow(ModelPublishedError);
  await expect(output.updateDesign("x")).rejects.toThrow(ModelPublishedError);
});

test("the iteration of weights becomes the last one of the task", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  await output.updateWeights(Buffer.from("1"), { targetName: "f.bin", iteration: 12 });
  await output.updateWeights(Buffer.from("2"), { targetName: "f.bin", iteration: 7 });
  expect(await task.getLastIteration()).toBe(12);
});

test("weights go where they are told to, then where the task's go, then to the default", async () => {
  const [own, ofTask, byDefault] = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()]);
  OutputModel.setDefaultUploadUri(`file://${byDefault}`);
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  const weights = { targetName: "f.bin" };
  expect((await output.updateWeights(Buffer.from("1"), weights)).url).toContain(byDefault);
  output.setUploadDestination(`file://${own}/`);
  expect(output.uploadUri).toBe(`file://${own}/${task.keyPrefix}`);
  expect((await output.updateWeights(Buffer.from("2"), weights)).url).toContain(own);

  const { task: other } = await runningTask({ outputUri: `file://${ofTask}` });
  const second = OutputModel.create({ task: other });
  expect((await second.updateWeights(Buffer.from("3"), weights)).url).toContain(ofTask);
  const told = await second.updateWeights(Buffer.from("4"), { ...weights, uploadUri: `file://${own}` });
  expect(told.url).toContain(own);
});

test("a task lists a model under a name that is given before or after its weights", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task, entryName: "best" });
  await output.updateWeights(Buffer.from("1"), { targetName: "f.bin" });
  const later = OutputModel.create({ task });
  await later.connect({ name: "last" });
  await later.updateWeights(Buffer.from("2"), { targetName: "f.bin" });
  expect(task.models.output.map(({ name }) => name)).toEqual(["best", "last"]);
  await output.connect({ name: "the best" });
  expect(task.models.output.map(({ name }) => name)).toContain("the best");
});

test("a task goes on with a model that another one has made", async () => {
  const { task, connection } = await runningTask();
  const made = await registerModel({ task, name: "forest", weights: Buffer.from("1"), targetName: "f.bin" });
  const next = await Task.init({ project: "later models", name: "more training" }, { connection });
  onTestFinished(async () => void (await next.close()));
  const output = await OutputModel.reuse(made.id, { task: next, tags: ["longer"], comment: "ten more epochs" });
  const model = await output.updateWeights(Buffer.from("2"), { targetName: "f.bin" });
  expect(model).toMatchObject({
    id: made.id,
    name: "forest",
    tags: ["longer"],
    taskId: next.id,
    projectId: next.project.id,
    comment: `Created by task id: ${task.id}\nOverwritten by task id: ${next.id}\nten more epochs`,
  });
  expect(await textOf(model)).toBe("2");
  expect(next.models.output).toMatchObject([{ name: "f", model: made.id }]);
  await output.publish();
  await expect(OutputModel.reuse(made.id, { task })).rejects.toThrow(ModelPublishedError);
  await expect(OutputModel.reuse("0".repeat(32), { task })).rejects.toThrow(ModelNotFoundError);
});

test("uploads that nobody awaits are waited for together", async () => {
  const { task } = await runningTask();
  const outputs = ["one", "two"].map((name) => OutputModel.create({ task, name }));
  const started = outputs.map((output) => output.updateWeights(Buffer.from("f"), { targetName: "f.bin" }));
  expect(await OutputModel.waitForUploads({ signal: AbortSignal.abort() })).toBe(false);
  expect(await OutputModel.waitForUploads()).toBe(true);
  expect(outputs.map(({ model }) => model?.name)).toEqual(["one", "two"]);
  expect(await OutputModel.waitForUploads({ timeout: 10_000 })).toBe(true);
  await Promise.all(started);
});

test("a model is registered that no task made", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "forest.onnx": "weights" });
  const model = await registerModel(
    {
      project: "bought models",
      weights: join(folder, "forest.onnx"),
      labels: { cold: 0 },
      design: { trees: 3 },
      tags: ["bought"],
      metadata: { licence: "MIT" },
      comment: "as it came",
      publish: true,
    },
    { connection },
  );
  expect(await Model.get({ project: "bought models", name: "forest" }, { connection })).toMatchObject({
    id: model.id,
    framework: "ONNX",
    labels: { cold: 0 },
    design: "trees = 3",
    tags: ["bought"],
    metadata: { licence: "MIT" },
    comment: "as it came",
    published: true,
    taskId: undefined,
  });
  expect(await textOf(model)).toBe("weights");
  const linked = await registerModel({ name: "linked", weights: { url: "s3://b/net.pt" } }, { connection });
  expect(linked).toMatchObject({ url: "s3://b/net.pt", framework: "PyTorch", comment: "" });
});
