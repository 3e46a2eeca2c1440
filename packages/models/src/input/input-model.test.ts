import { randomUUID } from "node:crypto";
import { Task, withTask } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { registerModel } from "../output/register-model.ts";
import { Model } from "../registry/model.ts";
import { InputModel } from "./input-model.ts";

/** An address that no other test imports: tests may share a server. */
const newAddress = (name = "net.onnx") => `https://example.com/models/${randomUUID()}/${name}`;

test("weights of an address become one model, however often they are imported", async () => {
  const { connection } = await liveConnection();
  const url = newAddress();
  const first = await InputModel.importModel(
    {
      url,
      name: "imported",
      project: "demo models",
      tags: ["found"],
      labels: { a: 1 },
      design: { k: 1 },
      metadata: { source: "elsewhere" },
      comment: "as it was",
      publish: true,
    },
    { connection },
  );
  expect(await InputModel.get({ id: first.id }, { connection })).toMatchObject({
    name: "imported",
    url,
    framework: "ONNX",
    tags: ["found"],
    labels: { a: 1 },
    design: "k = 1",
    metadata: { source: "elsewhere" },
    comment: "as it was",
    published: true,
    isPackage: false,
    taskId: undefined,
  });
  expect((await InputModel.importModel({ url, name: "again" }, { connection })).id).toBe(first.id);
  await first.archive();
  expect((await InputModel.importModel({ url, name: "anew" }, { connection })).id).not.toBe(first.id);
});

test("a model is found by the address of its weights", async () => {
  const { connection } = await liveConnection();
  const url = newAddress();
  expect(await InputModel.loadModel(url, {}, { connection })).toBeUndefined();
  const model = await InputModel.importModel({ url }, { connection });
  expect(model.name).toBe("net.onnx");
  expect((await InputModel.loadModel(url, {}, { connection }))?.id).toBe(model.id);
  await model.archive();
  expect(await InputModel.loadModel(url, {}, { connection })).toBeUndefined();
  expect((await InputModel.loadModel(url, { includeArchived: true }, { connection }))?.id).toBe(model.id);
});

test("an import names the current task, which did not make the model", async () => {
  const { connection } = await liveConnection();
  const url = newAddress();
  await withTask(
    { project: "demo models", name: "tuning" },
    async (task) => {
      const model = await InputModel.importModel({ url, comment: "as it was" }, { connection });
      expect(model).toMatchObject({
        name: "Imported by tuning",
        comment: `Imported by task id: ${task.id}\nas it was`,
        projectId: task.project.id,
        taskId: undefined,
      });
    },
    { connection },
  );
});

test("a task that takes a model gets its labels, if it has none", async () => {
  const { connection } = await liveConnection();
  const url = newAddress();
  const task = await Task.init({ project: "demo models", name: "tuning" }, { connection });
  onTestFinished(async () => void (await task.close()));
  const model = await InputModel.importModel({ url, labels: { a: 1 } }, { connection });
  await model.connect(task);
  expect(task.models.input).toMatchObject([{ name: "net", model: model.id }]);
  expect(task.getLabelsEnumeration()).toEqual({ a: 1 });
  const other = await InputModel.importModel({ url: newAddress("other.bin"), labels: { b: 2 } }, { connection });
  await other.connect(task, { name: "other one" });
  expect(task.models.input.map(({ name }) => name)).toEqual(["net", "other one"]);
  expect(task.getLabelsEnumeration()).toEqual({ a: 1 });
});

test("under an agent, the model that was chosen on the page takes the place of the program's", async () => {
  const { connection, connectAgain } = await liveConnection();
  const url = newAddress();
  const draft = await Task.create({ project: "demo models", name: "tuning" }, { connection });
  const chosen = await registerModel(
    { name: "chosen", project: "demo models", weights: { url: "s3://b/chosen.bin" } },
    { connection },
  );
  await draft.addModel({ name: "start", model: chosen.id, type: "input" });
  const atAgent = { connection: await connectAgain({ CLEARML_TASK_ID: draft.id }) };
  const task = await Task.init({ project: "demo models", name: "tuning" }, atAgent);
  onTestFinished(async () => void (await task.close()));
  expect(task.underAgent).toBe(true);
  const own = await InputModel.importModel({ url }, { connection });
  await own.connect(task, { name: "start" });
  expect(own).toMatchObject({ id: chosen.id, name: "chosen" });
  const wanted = await InputModel.importModel({ url }, { connection });
  await wanted.connect(task, { name: "start", ignoreRemoteOverrides: true });
  expect(wanted.url).toBe(url);
  expect((await Model.forTask(await task.reload())).input.map(({ id }) => id)).toEqual([wanted.id]);
});
