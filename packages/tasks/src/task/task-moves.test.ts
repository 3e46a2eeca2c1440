import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ArtifactError, LeftoverFilesError } from "../artifacts/errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { TaskNotFoundError, TaskStateError } from "../record/errors.ts";
import { UnexpectedStatusError } from "./errors.ts";
import { Task } from "./task.ts";

test("a task is deleted with the files that it stored, and those that it links to stay", async () => {
  const { connection } = await liveConnection();
  const { services, storage, config } = connection;
  const folder = config.cacheDir;
  const task = await Task.init({ project: "removal", name: "gone", outputUri: `file://${folder}/out` }, { connection });
  const { url } = await task.uploadArtifact("own", "text");
  await writeFile(join(folder, "linked.txt"), "of somebody else");
  await task.uploadArtifact("link", { url: `file://${folder}/linked.txt` });
  await task.logger.reportMedia("samples", "text", { data: "sample", extension: ".txt" });
  await task.flush();
  const { value: sample } = await task.getDebugSamples("samples", "text").next();
  const weights = await storage.upload("weights", `${task.outputFolder}/models/weights.bin`);
  const model = { task: task.id, name: "model", uri: weights, framework: "custom", ready: false };
  const { id: draft } = await services.models.create(model);
  await task.complete();

  await task.delete();
  await expect(Task.get({ id: task.id }, { connection })).rejects.toThrow(TaskNotFoundError);
  const models = await services.models.getAll({ id: [draft] });
  expect(models.models).toEqual([]);
  for (const gone of [url, weights, sample?.url ?? ""]) {
    expect(await storage.exists(gone)).toBe(false);
  }
  expect(await storage.exists(`file://${folder}/linked.txt`)).toBe(true);
});

test("a model that another task works with stays, unless it is told to go", async () => {
  const { connection } = await liveConnection();
  const { services, storage } = connection;
  const made = async () => {
    const task = await Task.create({ project: "removal", name: "maker" }, { connection });
    const uri = await storage.upload("weights", `${task.outputFolder}/models/weights.bin`);
    const { id: model } = await services.models.create({
      task: task.id,
      name: "shared",
      uri,
      framework: "custom",
      ready: false,
    });
    const user = await Task.create({ project: "removal", name: "user" }, { connection });
    await user.addModel({ name: "shared", model, type: "input" });
    return { task, model, uri };
  };
  const spared = await made();
  await spared.task.delete();
  expect((await services.models.getById({ model: spared.model })).model.uri).toBe(spared.uri);
  expect(await storage.exists(spared.uri)).toBe(true);

  const taken = await made();
  await taken.task.delete({ skipModelsUsedByOtherTasks: false });
  expect((await services.models.getAll({ id: [taken.model] })).models).toEqual([]);
  expect(await storage.exists(taken.uri)).toBe(false);
});

test("a published task is not deleted, and results may stay where they are", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "removal", name: "frozen" }, { connection });
  await task.complete();
  await task.publish();
  await expect(task.delete()).rejects.toThrow(TaskStateError);

  const other = await Task.init({ project: "removal", name: "kept results" }, { connection });
  const { url } = await other.uploadArtifact("own", "text");
  await other.complete();
  await other.delete({ deleteArtifactsAndModels: false });
  expect(await connection.storage.exists(url)).toBe(true);
});

test("files that could not be removed are named", async () => {
  const { connection } = await liveConnection();
  const { cacheDir } = connection.config;
  const options = { project: "removal", name: "left over", outputUri: `file://${cacheDir}/out` };
  const task = await Task.init(options, { connection });
  const { url } = await task.uploadArtifact("own", "text");
  const other = await task.uploadArtifact("other", "text");
  for (const path of [fileURLToPath(url), fileURLToPath(other.url)]) {
    await rm(path);
    await mkdir(join(path, "a folder in its place"), { recursive: true });
  }
  await expect(task.deleteArtifacts(["own"])).rejects.toMatchObject({ name: "LeftoverFilesError", files: [{ url }] });
  expect([...task.artifacts.keys()]).toEqual(["other"]);
  await task.complete();
  await expect(task.delete()).rejects.toThrow(LeftoverFilesError);
  await expect(task.reload()).rejects.toThrow(TaskNotFoundError);
});

test("artifacts are deleted with their files, all that are named or none", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "removal", name: "artifacts" }, { connection });
  const { url } = await task.uploadArtifact("one", "text");
  const kept = await task.uploadArtifact("two", "text");
  await expect(task.deleteArtifacts(["one", "three"])).rejects.toThrow(ArtifactError);
  await task.deleteArtifacts(["one"]);
  await task.deleteArtifacts(["two"], { deleteFromStorage: false });
  expect(task.artifacts.size).toBe(0);
  expect([await connection.storage.exists(url), await connection.storage.exists(kept.url)]).toEqual([false, true]);
});

test("whoever waits for a task sees it end, fail, or go away", async () => {
  const { connection } = await liveConnection();
  const ends = async (end: (task: Task) => Promise<unknown>) => {
    const task = await Task.init({ project: "waiting", name: "waited for" }, { connection });
    const waited = (await Task.get({ id: task.id }, { connection })).waitForStatus({ interval: 20 });
    // A wait that rejects before it is looked at must not end the test.
    waited.catch(() => {});
    await end(task);
    return await waited;
  };
  expect((await ends((task) => task.complete())).status).toBe("completed");
  await expect(ends((task) => task.fail("no memory"))).rejects.toThrow(UnexpectedStatusError);
  await expect(ends((task) => task.delete())).rejects.toThrow(TaskNotFoundError);
});

test("a wait ends with its signal, and looks for other statuses when told to", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "waiting", name: "running" }, { connection });
  expect((await task.waitForStatus({ status: ["in_progress"] })).status).toBe("in_progress");
  const reason = new Error("enough");
  const enough = new AbortController();
  const waited = task.waitForStatus({ signal: enough.signal });
  waited.catch(() => {});
  enough.abort(reason);
  await expect(waited).rejects.toThrow();
});

test("a task that is published on completion is", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "moves", name: "published at once" }, { connection });
  await task.publishOnCompletion();
  await task.complete();
  expect(task.status).toBe("published");
});

test("a request to stop is seen by who runs the task", async () => {
  const { connection } = await liveConnection();
  const task = await Task.create({ project: "moves", name: "queued" }, { connection });
  await connection.services.queues.create({ name: "work" });
  await task.enqueue("work");
  expect(await Task.getNumEnqueuedTasks("work", { connection })).toBe(1);
  expect(await task.getExecutedQueue()).toMatchObject({ name: "work" });
  await task.stopRequest({ message: "enough" });
  expect((await task.reload()).status).not.toBe("queued");
});

test("input models are taken off the list, and stay", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "moves", name: "models" }, { connection });
  const { id } = await connection.services.models.create({ name: "taken", uri: "file:///w.bin", framework: "custom" });
  await task.addModel({ name: "taken", model: id, type: "input" });
  expect(task.models.input).toMatchObject([{ name: "taken", model: id }]);
  await task.removeInputModels(id);
  expect(task.models.input).toEqual([]);
  expect((await connection.services.models.getById({ model: id })).model.id).toBe(id);
});

test("a copy gets the name, comment, tags, parent and project that it is to have", async () => {
  const { connection } = await liveConnection();
  const original = { project: "copies", name: "original", tags: ["old"] };
  const task = await Task.create(original, { connection });
  await task.setComment("the first one");
  expect(await task.clone()).toMatchObject({
    name: "Clone Of original",
    tags: ["old"],
    parent: task.id,
    record: { comment: "the first one" },
    project: { name: "copies" },
  });
  const parent = await Task.create({ project: "copies", name: "parent" }, { connection });
  const changes = {
    name: "other",
    comment: "the second one",
    tags: ["new"],
    parent: parent.id,
    project: "copies/more",
  };
  expect(await task.clone(changes)).toMatchObject({
    name: "other",
    tags: ["new"],
    parent: parent.id,
    record: { comment: "the second one" },
    project: { name: "copies/more" },
  });
});
