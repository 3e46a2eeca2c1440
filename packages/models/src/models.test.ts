import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { ModelNotFoundError, ModelNotStoredError, WeightsError } from "./errors.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { OutputModel } from "./output/output-model.ts";
import { registerModel } from "./output/register-model.ts";
import { InputModel } from "./registry/input-model.ts";
import { Model } from "./registry/model.ts";

async function runningTask() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training/é" }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection };
}

test("a registered model says what it is, and its weights come back", async () => {
  const { task, connection } = await runningTask();
  const folder = await temporaryFolder();
  await writeFile(join(folder, "forest.bin"), "weights");
  const made = await registerModel({
    task,
    name: "forest",
    weights: join(folder, "forest.bin"),
    framework: "ydf",
    labels: { cold: 0, hot: 1 },
    design: { trees: 300, features: ["tu", "ur"] },
    tags: ["candidate"],
    metadata: { R2: 0.5, rows: 10, note: "first", tuned: true },
  });
  const model = await InputModel.get({ id: made.id }, { connection });
  expect(model).toMatchObject({
    name: "forest",
    framework: "ydf",
    labels: { cold: 0, hot: 1 },
    design: 'trees = 300\nfeatures = ["tu", "ur"]',
    tags: ["candidate"],
    metadata: { R2: 0.5, rows: 10, note: "first", tuned: true },
    comment: `Created by task id: ${task.id}`,
    published: false,
    archived: false,
    taskId: task.id,
    projectId: task.project.id,
    fileStem: "forest",
  });
  // The path holds the task's name percent-encoded once, and the URL encodes that again.
  expect(model.url).toBe(
    `${connection.config.filesServer}/demo%20models/training/%25C3%25A9.${task.id}/models/forest.bin`,
  );
  expect(await readFile(await model.getLocalCopy(), "utf8")).toBe("weights");
  expect(task.models.output).toMatchObject([{ name: "forest", model: made.id }]);
});

test("a folder becomes a package, and comes back as a folder", async () => {
  const { task } = await runningTask();
  const folder = await temporaryFolder();
  await mkdir(join(folder, "saved", "variables"), { recursive: true });
  await writeFile(join(folder, "saved", "graph.pb"), "graph");
  await writeFile(join(folder, "saved", "variables", "data"), "numbers");
  const model = await registerModel({ task, name: "network", weights: join(folder, "saved") });
  expect(model.record.system_tags).toEqual(["package"]);
  expect(model.url).toMatch(/\/models\/model_package\.zip$/);
  const copy = await model.getLocalCopy();
  expect(await readFile(join(copy, "variables", "data"), "utf8")).toBe("numbers");
});

test("an output model enters the registry with its first weights; later ones replace them", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task, framework: "ONNX" });
  expect(output.model).toBeUndefined();
  await expect(output.publish()).rejects.toThrow(ModelNotStoredError);
  await expect(output.uploadWeights("/nowhere/weights.onnx")).rejects.toThrow(WeightsError);
  await expect(output.uploadWeights(new Uint8Array([1]))).rejects.toThrow("pass targetName");
  expect(task.models.output).toEqual([]);

  const first = await output.uploadWeights(new Uint8Array([1]), { targetName: "epoch-1.onnx" });
  const second = await output.uploadWeights(new Uint8Array([2]), { targetName: "epoch-2.onnx" });
  expect(second.id).toBe(first.id);
  expect(second.url).toMatch(/epoch-2\.onnx$/);
  expect(second.name).toBe(task.name);
  await output.setMetadata({ accuracy: 0.5 });
  await output.publish();
  await output.publish();
  expect(output.model).toMatchObject({ published: true, metadata: { accuracy: 0.5 } });
});

test("weights that are stored elsewhere are registered without an upload", async () => {
  const { task } = await runningTask();
  const model = await registerModel({ task, name: "public one", weights: { url: "s3://bucket/models/big.pt?x=1" } });
  expect(model.url).toBe("s3://bucket/models/big.pt?x=1");
  expect(task.models.output).toMatchObject([{ name: "big", model: model.id }]);
});

test("models are found by name, tags, metadata and task, archived ones only when asked for", async () => {
  const { task, connection } = await runningTask();
  for (const [name, tags] of [
    ["one (a)", ["x"]],
    ["two", ["x", "y"]],
    ["three", ["y"]],
  ] as const) {
    await registerModel({ task, name, tags, weights: { url: `s3://b/${name}.bin` }, metadata: { kind: name } });
  }
  const names = async (options: Parameters<typeof Model.list>[0]) => {
    const found: string[] = [];
    for await (const { name } of Model.list({ project: "demo models", ...options }, { connection })) {
      found.push(name);
    }
    return found.sort();
  };
  expect(await names({})).toEqual(["one (a)", "three", "two"]);
  expect(await names({ name: "one (a)" })).toEqual(["one (a)"]);
  expect(await names({ tags: ["x"], pageSize: 1 })).toEqual(["one (a)", "two"]);
  expect(await names({ tags: ["x", "-y"] })).toEqual(["one (a)"]);
  expect(await names({ tags: ["-y"] })).toEqual(["one (a)"]);
  expect(await names({ metadata: { kind: "three" } })).toEqual(["three"]);
  expect(await names({ onlyPublished: true })).toEqual([]);

  const two = await Model.get({ project: "demo models", name: "two" }, { connection });
  await two.archive();
  expect(two.archived).toBe(true);
  expect(await names({})).toEqual(["one (a)", "three"]);
  expect(await names({ includeArchived: true })).toEqual(["one (a)", "three", "two"]);
  await two.unarchive();
  await two.changeTags({ add: ["z", "x"], remove: ["y"] });
  expect(two).toMatchObject({ archived: false, tags: ["x", "z"] });

  const input = await InputModel.get({ id: two.id }, { connection });
  await input.connect(task);
  const models = await Model.forTask(task);
  expect(models.input.map(({ name }) => name)).toEqual(["two"]);
  expect(models.output).toHaveLength(3);
});

test("a model that is not there is an error that says how it was looked for", async () => {
  const { connection } = await runningTask();
  await expect(Model.get({ id: "0".repeat(32) }, { connection })).rejects.toThrow(ModelNotFoundError);
  await expect(Model.get({ project: "demo models", name: "x" }, { connection })).rejects.toThrow(
    'No model with name "x" in project "demo models"',
  );
});
