import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { ModelNotFoundError, ModelNotStoredError, WeightsError } from "./errors.ts";
import { InputModel } from "./input/input-model.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { OutputModel } from "./output/output-model.ts";
import { registerModel } from "./output/register-model.ts";
import { Model } from "./registry/model.ts";

async function runningTask() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training/é" }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection };
}

test("a registered model says what it is, and its weights come back", async () => {
  const { task, connection } = await runningTask();
  const source = await temporaryFolder();
  await writeFile(join(source, "forest.bin"), "weights");
  const made = await registerModel({
    task,
    name: "forest",
    weights: join(source, "forest.bin"),
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
  const folder = `${connection.config.filesServer}/demo%20models/training/%25C3%25A9.${task.id}/models`;
  expect(model.url.replace(/[0-9a-f]{12}(?=\/forest)/, "…")).toBe(`${folder}/…/forest.bin`);
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
  expect(model.url).toMatch(/\/models\/[0-9a-f]{12}\/model_package\.zip$/);
  const copy = await model.getLocalCopy();
  expect(await readFile(join(copy, "variables", "data"), "utf8")).toBe("numbers");
});

test("an output model enters the registry with its first weights; later ones replace them", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task, framework: "ONNX" });
  expect(output.model).toBeUndefined();
  await expect(output.publish()).rejects.toThrow(ModelNotStoredError);
  await expect(output.updateWeights("/nowhere/weights.onnx")).rejects.toThrow(WeightsError);
  await expect(output.updateWeights(new Uint8Array([1]))).rejects.toThrow("pass targetName");
  expect(task.models.output).toEqual([]);

  const first = await output.updateWeights(new Uint8Array([1]), { targetName: "epoch-1.onnx" });
  const second = await output.updateWeights(new Uint8Array([2]), { targetName: "epoch-2.onnx" });
  expect(second.id).toBe(first.id);
  expect(second.url).toMatch(/epoch-2\.onnx$/);
  expect(second.name).toBe(task.name);
  await output.setMetadata({ accuracy: 0.5 });
  await output.publish();
  await output.publish();
  expect(output.model).toMatchObject({ published: true, metadata: { accuracy: 0.5 } });
});

test("models of one task with files of one name keep their weights and their entries", async () => {
  const { task } = await runningTask();
  const made = await Promise.all(
    ["forest", "ridge", "network"].map((name) =>
      registerModel({ task, name, weights: Buffer.from(name), targetName: "model.bin" }),
    ),
  );
  for (const model of made) {
    expect(await readFile(await model.getLocalCopy(), "utf8")).toBe(model.name);
  }
  expect(task.models.output.map(({ name }) => name)).toEqual(["model", "model-2", "model-3"]);
  expect((await Model.forTask(task)).output.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
});

test("links in a folder are followed into the package", async () => {
  const { task } = await runningTask();
  const cache = await folderWith({ "blobs/1234": "weights", "snapshot/readme.md": "read me" });
  await symlink("../blobs/1234", join(cache, "snapshot", "weights.bin"));
  const model = await registerModel({ task, name: "linked", weights: join(cache, "snapshot") });
  expect(await readFile(join(await model.getLocalCopy(), "weights.bin"), "utf8")).toBe("weights");
});

test("two folders of one task stay two packages", async () => {
  const { task } = await runningTask();
  const [one, two] = await Promise.all(
    ["one", "two"].map(async (name) => registerModel({ task, name, weights: await folderWith({ "graph.pb": name }) })),
  );
  expect(await readFile(join((await one?.getLocalCopy()) ?? "", "graph.pb"), "utf8")).toBe("one");
  expect(await readFile(join((await two?.getLocalCopy()) ?? "", "graph.pb"), "utf8")).toBe("two");
});

test("weights under another name leave the earlier ones where they are", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  const { url } = await output.updateWeights(Buffer.from("1"), { targetName: "epoch-1.bin" });
  await output.updateWeights(Buffer.from("2"), { targetName: "epoch-2.bin" });
  expect(String(Buffer.from(await task.connection.storage.read(url)))).toBe("1");
});

test("weights that were replaced under the same name are not taken from the cache", async () => {
  const { task } = await runningTask();
  const output = OutputModel.create({ task });
  const first = await output.updateWeights(Buffer.from("first"), { targetName: "model.bin" });
  expect(await readFile(await first.getLocalCopy(), "utf8")).toBe("first");
  const { url } = first;
  const second = await output.updateWeights(Buffer.from("second"), { targetName: "model.bin" });
  expect(await task.connection.storage.exists(url)).toBe(false);
  expect(await readFile(await second.getLocalCopy(), "utf8")).toBe("second");
  expect(task.models.output).toMatchObject([{ name: "model", model: first.id }]);
});

test("the models of a task are found although an entry of the same name replaced theirs", async () => {
  const { task } = await runningTask();
  const hidden = await registerModel({ task, name: "hidden", weights: { url: "s3://b/model.bin" } });
  const shown = await registerModel({ task, name: "shown", weights: { url: "s3://c/model.bin" } });
  await task.addModel({ name: "model", model: shown.id, type: "output" });
  expect((await Model.forTask(task)).output.map(({ name }) => name)).toEqual(["hidden", "shown"]);
  await hidden.connection.services.models.delete({ model: hidden.id, force: true });
  expect((await Model.forTask(task)).output.map(({ name }) => name)).toEqual(["shown"]);
});

test("every metadata item has the type that the official server requires", async () => {
  const { task } = await runningTask();
  const metadata = { empty: "", nothing: null, none: [], negative: -0.5, "-odd": "-loss", "__a.b$%": "x" };
  const model = await registerModel({ task, name: "odd", weights: { url: "s3://b/odd.bin" }, metadata });
  expect(Object.values(model.record.metadata ?? {}).filter(({ type }) => typeof type !== "string")).toEqual([]);
  expect(model.record.metadata).toMatchObject({ empty: { value: "", type: "str" }, nothing: { value: "", type: "" } });
  expect(model.metadata).toEqual(metadata);
});

test("models are found by metadata that reads like an operator or a path", async () => {
  const { task, connection } = await runningTask();
  const metadata = { negative: -0.5, "-odd": "-loss", "__a.b$%": "x" };
  const odd = await registerModel({ task, name: "odd", weights: { url: "s3://b/odd.bin" }, metadata });
  await registerModel({ task, name: "plain", weights: { url: "s3://b/plain.bin" }, metadata: { negative: 0.5 } });
  for (const [key, value] of Object.entries(metadata)) {
    const lookup = { project: "demo models", metadata: { [key]: value } };
    expect((await Model.get(lookup, { connection })).id, key).toBe(odd.id);
  }
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
