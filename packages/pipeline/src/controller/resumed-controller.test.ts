import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startAgent } from "@clearml-ts/agent";
import { readProcessMark } from "@clearml-ts/storage";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { PipelineError, PipelineValueError, ResumeError } from "../errors.ts";
import { brittleController } from "../fixtures/brittle-controller-flow.fixture.ts";
import { trainingTask } from "../fixtures/controller-flow.fixture.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { openWorkplace } from "../fixtures/workplace.fixture.ts";
import { PipelineController } from "./pipeline-controller.ts";
import type { StoredPipeline } from "./stored-pipeline.ts";

const idsOf = (pipeline: StoredPipeline) =>
  Object.fromEntries(Object.values(pipeline.getPipelineDag()).map(({ name, taskId }) => [name, taskId]));

test("a controller that is killed on its worker goes on there, and does each step once", async () => {
  const place = await openWorkplace();
  const folder = await temporaryFolder();
  await using _agent = await startAgent({
    connection: place.connection,
    queues: ["services", "default"],
    createQueues: true,
    slots: 2,
    folder,
    env: { PATH: process.env["PATH"], HOME: folder },
  });
  await trainingTask(place.connection);
  const file = join(await temporaryFolder(), "verdict");
  await brittleController.addParameter("file", file).start(place);
  await place.steps({ completed: 2, in_progress: 1 });
  const { task } = brittleController;
  const { pipeline_process: mark } = (await task.reload()).record.runtime ?? {};
  process.kill(readProcessMark(mark)?.pid ?? Number.NaN, "SIGKILL");
  expect(await place.ended(task)).toBe("failed");

  const run = await PipelineController.get({ pipelineId: task.id }, place);
  await run.resume();
  await writeFile(file, "good");
  expect(await run.wait()).toBe(true);
  expect([run.task.status, await run.isSuccessful()]).toEqual(["completed", true]);
  const { tasks } = await place.connection.services.tasks.getAll({ parent: [run.id], search_hidden: true });
  expect(tasks.map(({ name, status }) => [name, status]).sort()).toEqual([
    ["judge", "completed"],
    ["prepare", "completed"],
    ["train", "completed"],
  ]);
  expect(new Set(Object.values(idsOf(run)))).toEqual(new Set(tasks.map(({ id }) => id)));
  await expect(run.resume()).rejects.toThrow(ResumeError);
});

test("a failed pipeline goes on here from the steps that have completed, copies of tasks too", async () => {
  const place = await openWorkplace();
  await place.work();
  await trainingTask(place.connection);
  const file = join(await temporaryFolder(), "verdict");
  await writeFile(file, "bad");
  brittleController.addParameter("file", file);
  await expect(brittleController.startLocally(place)).rejects.toThrow(PipelineError);
  const { id } = brittleController;
  const before = idsOf(brittleController);
  await writeFile(file, "good");
  await brittleController.resumeLocally(id, place);
  const now = idsOf(brittleController);
  expect(brittleController.id).toBe(id);
  expect(now).toEqual({ ...before, judge: expect.not.stringMatching(before["judge"] ?? "") });
});

test("a parameter that was changed into something else is told when the pipeline goes on", async () => {
  const server = await openServer();
  const local = { ...server, runPipelineStepsLocally: true };
  const pipeline = new PipelineController({ name: "parameters", project: "Comfort" })
    .addParameter("count", 3)
    .addFunctionStep({
      name: "fails",
      function: ({ count }: { count: number }) => {
        throw new RangeError(`not ${count}`);
      },
      functionKwargs: { count: "${pipeline.count}" },
    });
  await expect(pipeline.startLocally(local)).rejects.toThrow("not 3");
  const { hyperparams } = pipeline.task.record;
  const count = { section: "Args", name: "count", value: "many", type: "int" };
  await server.connection.services.tasks.edit({
    task: pipeline.id,
    hyperparams: { ...hyperparams, Args: { count } },
    force: true,
  });
  const again = pipeline.resumeLocally(pipeline.id, local);
  await expect(again).rejects.toThrow(PipelineValueError);
  await expect(again).rejects.toThrow('Parameter "Args/count" is "many", which is not a value of type int');
});
