import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { ModelNotFoundError } from "../errors.ts";
import { InputModel } from "../input/input-model.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { registerModel } from "../output/register-model.ts";
import { Model } from "../registry/model.ts";
import { modelLineage } from "./model-lineage.ts";

/** A version of a dataset, a step that worked with it, and a task that made a model of the step's output. */
async function trainedModel() {
  const { connection } = await liveConnection();
  const version = await Task.create(
    { project: "comfort/.datasets/survey", name: "survey", type: "data_processing", systemTags: ["dataset"] },
    { connection },
  );
  await version.start();
  await connection.services.tasks.edit({ task: version.id, runtime: { version: "1.2.0" }, force: true });
  const state = await version.uploadArtifact("state", { file_count: 1 });
  await version.complete();

  await using step = await Task.init({ project: "comfort", name: "features" }, { connection });
  await connection.services.tasks.edit({ task: step.id, runtime: { datasets: [version.id] }, force: true });
  await step.complete();

  await using task = await Task.init({ project: "comfort", name: "train" }, { connection });
  await task.setParameters({ "General/rate": 0.1, "kwargs_artifacts/rows": `${step.id}.rows` });
  await task.setScript({ repository: "https://example.com/comfort.git", branch: "main", commit: "0".repeat(40) });
  const start = await InputModel.importModel({ url: "s3://b/start.bin", name: "start" }, { connection });
  await start.connect(task);
  const model = await registerModel({ task, name: "forest", weights: Buffer.from("f"), targetName: "forest.bin" });
  await task.complete();
  return { connection, version, state, step, task, start, model };
}

test("the datasets, the code, the parameters and the models behind a model are found through all steps", async () => {
  const { connection, version, state, step, task, start, model } = await trainedModel();
  const lineage = await modelLineage(model.id, { connection, folder: await temporaryFolder() });
  expect(lineage).toEqual({
    id: model.id,
    name: "forest",
    url: model.url,
    weights: "present",
    task: { id: task.id, name: "train", project: "comfort", status: "completed", presence: "present" },
    steps: [{ id: step.id, name: "features", project: "comfort", status: "completed", presence: "present" }],
    code: expect.objectContaining({
      repository: "https://example.com/comfort.git",
      branch: "main",
      commit: "0".repeat(40),
      presence: "unknown",
    }),
    parameters: { "General/rate": 0.1, "kwargs_artifacts/rows": `${step.id}.rows` },
    datasets: [
      {
        id: version.id,
        alias: undefined,
        name: "survey",
        project: "comfort",
        version: "1.2.0",
        hash: state.hash,
        presence: "present",
      },
    ],
    models: [{ id: start.id, name: "start", presence: "present" }],
    missing: [],
  });
});

test("each thing that is gone is named", async () => {
  const { connection, version, step, task, start, model } = await trainedModel();
  await connection.storage.remove(model.url);
  await Model.remove(start, { deleteWeightsFile: false, force: true });
  await step.delete();
  await connection.services.tasks.edit({ task: task.id, runtime: { datasets: [version.id] }, force: true });
  await version.delete();
  const lineage = await modelLineage(model);
  expect(lineage.missing).toEqual([
    `The weights are gone: ${model.url}`,
    `Task ${step.id} was deleted.`,
    `Dataset version (${version.id}) or a file of it is gone.`,
    `Model ${start.id}, which went into it, was deleted.`,
  ]);
});

test("a model that no task made, or whose task was deleted, has no more to tell", async () => {
  const { connection } = await liveConnection();
  const alone = await InputModel.importModel({ url: "/nowhere/alone.bin", name: "alone" }, { connection });
  expect(await modelLineage(alone)).toMatchObject({
    weights: "missing",
    task: undefined,
    code: undefined,
    parameters: {},
    datasets: [],
  });

  const task = await Task.create({ project: "comfort", name: "forgotten" }, { connection });
  await task.start();
  const model = await registerModel({ task, name: "kept", weights: Buffer.from("k"), targetName: "kept.bin" });
  await task.complete();
  await task.delete({ deleteArtifactsAndModels: false });
  expect(await modelLineage(model)).toMatchObject({
    weights: "present",
    task: { id: task.id, presence: "missing" },
    missing: [`Task ${task.id} was deleted.`],
  });
});

test("a model that is not there is an error", async () => {
  const { connection } = await liveConnection();
  await expect(modelLineage("0".repeat(32), { connection })).rejects.toThrow(ModelNotFoundError);
});
