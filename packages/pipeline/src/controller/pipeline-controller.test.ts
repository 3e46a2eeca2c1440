import { Task } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import { PipelineDefinitionError, PipelineError } from "../errors.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { PipelineNotFoundError, PipelineReferenceError } from "./errors.ts";
import { PipelineController } from "./pipeline-controller.ts";

const where = { name: "two functions", project: "Comfort" };
const here = { runPipelineStepsLocally: true };

/** A pipeline of two functions, of which the second takes an output of the first and a parameter of the pipeline. */
function twoFunctions(): PipelineController {
  return new PipelineController(where)
    .addParameter("rate", 0.5, { description: "how fast it learns" })
    .addFunctionStep({
      name: "load",
      taskType: "data_processing",
      function: ({ path }: { path: string }) => [[1, 2, 3], `read from ${path}`],
      functionKwargs: { path: "survey.csv" },
      functionReturn: ["rows", "source"],
    })
    .addFunctionStep({
      name: "fit",
      function: ({ rows, rate, from }: { rows: number[]; rate: number; from: string }) => ({
        mean: (rate * rows.reduce((sum, row) => sum + row, 0)) / rows.length,
        from,
      }),
      functionKwargs: {
        rows: "${load.rows}",
        rate: "${pipeline.rate}",
        from: "task ${load.id}, ${load.parameters.kwargs/path}",
      },
    });
}

test("functions run as steps, wired by references", async () => {
  const server = await openServer();
  const pipeline = twoFunctions();
  await pipeline.startLocally({ ...server, ...here });

  const { load, fit } = pipeline.getPipelineDag();
  expect(fit).toMatchObject({ status: "completed", parents: ["load"], returnArtifacts: [] });
  expect(load).toMatchObject({ returnArtifacts: ["rows", "source"], executed: load?.taskId });
  const step = await server.task(fit?.taskId);
  expect(step.getParameters()).toMatchObject({
    "kwargs_artifacts/rows": `${load?.taskId}.rows`,
    "kwargs/rate": 0.5,
    "kwargs/from": `task ${load?.taskId}, survey.csv`,
    "return/mean": 1,
  });
  expect(await pipeline.isSuccessful()).toBe(true);
  expect([pipeline.task.status, pipeline.progress]).toEqual(["completed", 100]);
});

test("the task of a pipeline is written as Python writes its own", async () => {
  const server = await openServer();
  const pipeline = twoFunctions();
  await pipeline.startLocally({ ...server, ...here });
  const { record, project } = pipeline.task;
  expect(record).toMatchObject({ type: "controller", name: "two functions", runtime: { version: "1.0.0" } });
  expect(project.name).toBe("Comfort/.pipelines/two functions");
  expect(record.hyperparams?.["Args"]?.["rate"]).toMatchObject({ value: "0.5", description: "how fast it learns" });
  expect(JSON.parse(pipeline.task.getConfigurationObject("Pipeline")?.value ?? "")).toMatchObject({
    load: {
      base_task_id: null,
      clone_task: false,
      job_code_section: "load",
      parameters: { "kwargs/path": "survey.csv" },
    },
    fit: {
      parents: ["load"],
      parameters: {
        "kwargs_artifacts/rows": "${load.id}.rows",
        "kwargs/rate": "${pipeline.rate}",
        "kwargs/from": "task ${load.id}, ${load.parameters.kwargs/path}",
      },
      executed: expect.any(String),
    },
  });
  expect(pipeline.task.getConfigurationObject("fit")?.type).toBe("json");
});

test("the tasks of steps are in the project and the store that the pipeline names, and have no tag if it says so", async () => {
  const server = await openServer();
  const options = { targetProject: "Comfort/steps", addPipelineTags: false, outputUri: "file:///tmp/store" };
  const pipeline = new PipelineController({ ...where, ...options }).addFunctionStep({
    name: "only",
    tags: ["own"],
    function: () => ({ x: 1 }),
  });
  await pipeline.startLocally({ ...server, ...here });
  const step = await server.task(pipeline.getPipelineDag()["only"]?.taskId);
  expect([step.project.name, step.tags, step.record.output?.destination]).toEqual([
    "Comfort/steps",
    ["own"],
    "file:///tmp/store",
  ]);
  expect(pipeline.task.record.output?.destination).toBe("file:///tmp/store");
  expect(pipeline.task.getParameters()).toMatchObject({
    "pipeline/target_project": "Comfort/steps",
    "pipeline/add_pipeline_tags": false,
  });
});

test("each run has the next version and number, unless a version is given", async () => {
  const server = await openServer();
  const versions: unknown[] = [];
  for (const options of [{}, {}, { version: "3.1" }]) {
    const pipeline = new PipelineController({ ...where, ...options });
    pipeline.addFunctionStep({ name: "only", function: () => ({ x: 1 }) });
    await pipeline.startLocally({ ...server, ...here });
    versions.push([pipeline.task.name, pipeline.version]);
  }
  expect(versions).toEqual([
    ["two functions", "1.0.0"],
    ["two functions #2", "1.0.1"],
    ["two functions #3", "3.1"],
  ]);
});

test("callbacks see each step with its parameters, and leave out those that they do not want", async () => {
  const server = await openServer();
  const seen: string[] = [];
  const statuses: string[] = [];
  const pipeline = new PipelineController(where)
    .addFunctionStep({
      name: "wanted",
      function: () => ({ x: 1 }),
      statusChangeCallback: (_pipeline, node, before) => statuses.push(`${before} → ${node.status}`),
      postExecuteCallback: (_pipeline, node) => seen.push(`post ${node.name} ${node.status}`),
    })
    .addFunctionStep({
      name: "unwanted",
      function: ({ x }: { x: number }) => ({ x }),
      functionKwargs: { x: 7 },
      preExecuteCallback: (_pipeline, _node, parameters) => parameters["kwargs/x"] !== 7,
    })
    .addFunctionStep({ name: "behind unwanted", function: () => ({ x: 1 }), parents: ["unwanted"] });
  await pipeline.startLocally({
    ...server,
    ...here,
    stepTaskCreatedCallback: (running, node) => seen.push(`created ${node.name} of ${running.task.id === pipeline.id}`),
    stepTaskCompletedCallback: (_pipeline, node) => seen.push(`completed ${node.name}`),
  });
  expect(seen).toEqual(["created wanted of true", "completed wanted", "post wanted completed"]);
  expect(statuses).toEqual(["pending → running", "running → completed"]);
  const { unwanted, "behind unwanted": behind } = pipeline.getPipelineDag();
  expect([unwanted?.status, behind?.status]).toEqual(["skipped", "skipped"]);
  expect(pipeline.task.status).toBe("completed");
});

test("a step whose task a callback refuses is left out, and its task deleted", async () => {
  const server = await openServer();
  const pipeline = new PipelineController(where).addFunctionStep({ name: "refused", function: () => ({ x: 1 }) });
  await pipeline.startLocally({ ...server, ...here, stepTaskCreatedCallback: () => false });
  expect(pipeline.getPipelineDag()["refused"]?.status).toBe("skipped");
  const { tasks } = await server.connection.services.tasks.getAll({ parent: [pipeline.id], search_hidden: true });
  expect(tasks).toEqual([]);
});

test("a step that fails fails the pipeline; those that do not need it go on", async () => {
  const server = await openServer();
  const pipeline = new PipelineController(where)
    .addFunctionStep({
      name: "broken",
      function: () => {
        throw new RangeError("no data");
      },
    })
    .addFunctionStep({ name: "behind broken", function: () => ({ x: 1 }), parents: ["broken"] })
    .addFunctionStep({ name: "other", function: () => ({ x: 1 }) })
    .addFunctionStep({ name: "behind other", function: () => ({ x: 1 }), parents: ["other"] });
  await expect(pipeline.startLocally({ ...server, ...here })).rejects.toThrow(PipelineError);
  const statuses = Object.values(pipeline.getPipelineDag()).map(({ name, status }) => [name, status]);
  expect(Object.fromEntries(statuses)).toEqual({
    broken: "failed",
    "behind broken": "skipped",
    other: "completed",
    "behind other": "completed",
  });
  expect(pipeline.task.record).toMatchObject({ status: "failed", status_reason: expect.stringContaining("no data") });
  expect(await pipeline.isSuccessful()).toBe(false);
});

test("a step may fail without the pipeline, and those behind it may start without its outputs", async () => {
  const server = await openServer();
  const got: unknown[] = [];
  const pipeline = new PipelineController(where)
    .addFunctionStep({
      name: "optional",
      functionReturn: ["rows"],
      function: () => {
        throw new RangeError("no data");
      },
      continueBehaviour: { skipChildrenOnFail: false },
    })
    .addFunctionStep({
      name: "brave",
      function: ({ rows }: { rows: number[] | null }) => {
        got.push(rows);
        return {};
      },
      functionKwargs: { rows: "${optional.rows}" },
    });
  await pipeline.startLocally({ ...server, ...here });
  expect(got).toEqual([null]);
  expect(pipeline.getPipelineDag()).toMatchObject({
    optional: { status: "failed", executed: expect.any(String), continueOnFail: true },
    brave: { status: "completed" },
  });
  expect(pipeline.task.status).toBe("completed");
});

test("a callback decides how often a step is tried again", async () => {
  const server = await openServer();
  let tries = 0;
  const asked: number[] = [];
  const pipeline = new PipelineController(where).addFunctionStep({
    name: "flaky",
    function: () => {
      tries += 1;
      if (tries < 3) {
        throw new Error("not yet");
      }
      return { tries };
    },
    retryOnFailure: (_pipeline, _node, retries) => {
      asked.push(retries);
      return retries < 5;
    },
  });
  await pipeline.startLocally({ ...server, ...here });
  expect([tries, asked]).toEqual([3, [0, 1]]);
});

test("a step is aborted when its time is over", async () => {
  const server = await openServer();
  const pipeline = new PipelineController(where).addFunctionStep({
    name: "slow",
    timeLimit: 0.05,
    function: (_input: object, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  });
  await expect(pipeline.startLocally({ ...server, ...here })).rejects.toMatchObject({
    step: "slow",
    cause: { name: "StepTimeLimitError", timeLimit: 0.05 },
  });
  const slow = pipeline.getPipelineDag()["slow"];
  expect(slow).toMatchObject({ status: "aborted", timeLimit: 0.05 });
  expect((await server.task(slow?.taskId)).status).toBe("stopped");
});

test("a pipeline fails when its time is over, and one that is stopped says so", async () => {
  const server = await openServer();
  const endless = () =>
    new PipelineController(where).addFunctionStep({
      name: "endless",
      function: (_input: object, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
  const limited = endless().setPipelineExecutionTimeLimit(0.001);
  await expect(limited.startLocally({ ...server, ...here })).rejects.toMatchObject({
    cause: { name: "PipelineTimeLimitError" },
  });
  expect(limited.task.status).toBe("failed");

  const stopped = endless();
  const run = stopped.startLocally({ ...server, ...here });
  run.catch(() => {});
  expect(await stopped.wait({ timeout: 60 })).toBe(false);
  await vi.waitFor(() => expect(stopped.getPipelineDag()["endless"]?.status).toBe("running"), 20_000);
  await stopped.stop();
  await expect(run).rejects.toMatchObject({ name: "PipelineStoppedError" });
  expect([stopped.task.status, await stopped.wait(), await stopped.isRunning()]).toEqual(["stopped", true, false]);
});

test("monitored parts of steps are shown on the task of the pipeline", async () => {
  const server = await openServer();
  const pipeline = new PipelineController(where).addFunctionStep({
    name: "train",
    monitorMetrics: [
      ["loss", "train"],
      [
        ["loss", "train"],
        ["fit", "loss"],
      ],
    ],
    monitorArtifacts: ["summary", ["summary", "summary of the fit"]],
    monitorModels: [["weights", "the model"]],
    function: async (_input: object, { task, logger }) => {
      logger.reportScalar("loss", "train", 0.5, { iteration: 1 });
      logger.reportScalar("loss", "train", 0.25, { iteration: 2 });
      await task.uploadArtifact("summary", { json: { rounds: 2 } });
      await PipelineController.uploadArtifact("from the step", { json: [1] });
      const { OutputModel } = await import("@clearml-ts/models");
      await OutputModel.create({ task }).updateWeights(new Uint8Array([1]), { targetName: "weights.bin" });
      return {};
    },
  });
  await pipeline.startLocally({ ...server, ...here });
  await pipeline.task.flush();
  expect(await pipeline.task.getReportedScalars()).toMatchObject({
    loss: { train: { x: [2], y: [0.25] } },
    fit: { loss: { x: [2], y: [0.25] } },
  });
  expect([...pipeline.task.artifacts.keys()].sort()).toEqual(["from the step", "summary", "summary of the fit"]);
  expect(await pipeline.task.artifacts.get("summary of the fit")?.get()).toEqual({ rounds: 2 });
  expect(pipeline.task.models.output.map(({ name }) => name)).toEqual(["the model"]);
});

test("functions of steps report to the pipeline that they belong to", async () => {
  const server = await openServer();
  const pipeline = new PipelineController(where).addFunctionStep({
    name: "talk",
    function: async ({ bytes }: { bytes: string }) => {
      const logger = await PipelineController.getLogger();
      logger.reportSingleValue("from the step", 7);
      await logger.flush();
      const model = await PipelineController.uploadModel("small", new TextEncoder().encode(bytes), {
        targetName: "small.bin",
      });
      return { model: model.name, current: Task.current()?.name ?? "" };
    },
    functionKwargs: { bytes: "weights" },
  });
  await pipeline.startLocally({ ...server, ...here });
  expect(await pipeline.task.getReportedSingleValues()).toEqual({ "from the step": 7 });
  expect(pipeline.task.models.output.map(({ name }) => name)).toEqual(["small"]);
  const step = await server.task(pipeline.getPipelineDag()["talk"]?.taskId);
  expect(step.getParameters()).toMatchObject({ "return/model": "small", "return/current": "talk" });
  await expect(PipelineController.getLogger()).rejects.toThrow("No task is current here");
});

test("tags, parameters and steps of a pipeline are read from its task", async () => {
  const server = await openServer();
  const run = twoFunctions();
  await run.startLocally({ ...server, ...here });
  await run.addTags("seen");
  const pipeline = await PipelineController.get({ pipelineId: run.id }, server);
  expect(pipeline.tags).toEqual(["seen"]);
  expect(pipeline.getParameters()).toEqual({ rate: 0.5 });
  expect(Object.keys(pipeline.getProcessedNodes())).toEqual(["load", "fit"]);
  expect(pipeline.getRunningNodes()).toEqual({});
  expect(pipeline.elapsed()).toBeGreaterThan(0);
});

test("configurations stand on the task of the run", async () => {
  const server = await openServer();
  const pipeline = twoFunctions();
  const configuration = await pipeline.connectConfiguration({ depth: 3 }, { name: "Model" });
  await pipeline.startLocally({ ...server, ...here });
  expect(configuration).toEqual({ depth: 3 });
  expect(pipeline.task.getConfigurationObjectAsDict("Model")).toEqual({ depth: 3 });
});

test("a pipeline is found by its project, name, version and tags, copied and put in a queue", async () => {
  const server = await openServer();
  const lookup = { pipelineProject: "Comfort", pipelineName: "two functions" };
  await expect(PipelineController.get(lookup, server)).rejects.toThrow(PipelineNotFoundError);
  for (const [version, tag] of [
    ["1.9.0", "old"],
    ["1.10.0", "new"],
    ["1.1.0", "old"],
  ]) {
    const pipeline = new PipelineController({ ...where, version: version ?? "", tags: [tag ?? ""] });
    pipeline.addFunctionStep({ name: "only", function: () => ({ x: 1 }) });
    await pipeline.startLocally({ ...server, ...here });
  }
  const version = async (more = {}) => (await PipelineController.get({ ...lookup, ...more }, server)).version;
  expect([
    await version(),
    await version({ pipelineVersion: "1.1.0" }),
    await version({ pipelineTags: ["old"] }),
  ]).toEqual(["1.10.0", "1.1.0", "1.9.0"]);

  const found = await PipelineController.get(lookup, server);
  expect(found.getPipelineDag()["only"]).toMatchObject({ status: "completed", startedAt: expect.any(Date) });
  const copy = await PipelineController.clone(found, { name: "another one", version: "5.0" });
  expect(copy.task.project.name).toBe("Comfort/.pipelines/another one");
  expect([copy.task.status, copy.version, Object.keys(copy.getPipelineDag())]).toEqual(["created", "5.0", ["only"]]);
  await PipelineController.enqueue(copy.id, { queue: "default", ...server });
  expect(await copy.isRunning()).toBe(true);
  await copy.stop();
  expect(await copy.isRunning()).toBe(false);
});

test("a pipeline of any program is made as a draft", async () => {
  const server = await openServer();
  const script = { binary: "/bin/bash", entry_point: "run.sh", diff: "echo hello\n" };
  const made = await PipelineController.create({ ...where, script, version: "2.0", ...server });
  expect(made.task.record).toMatchObject({ type: "controller", status: "created", script: { diff: "echo hello\n" } });
  const found = await PipelineController.get({ pipelineProject: "Comfort", pipelineName: "two functions" }, server);
  expect([found.id, found.version]).toEqual([made.id, "2.0"]);
});

test("mistakes are found before anything is made", async () => {
  const server = await openServer();
  const pipeline = () => new PipelineController({ ...where, project: "Mistakes" });
  const step = { name: "step", function: () => ({ x: 1 }) };
  expect(() => pipeline().addFunctionStep(step).addFunctionStep(step)).toThrow('has a step "step" already');
  expect(() => pipeline().addFunctionStep({ ...step, name: "pipeline" })).toThrow(PipelineDefinitionError);
  expect(() => pipeline().addStep({ name: "no task" })).toThrow("names no task");
  expect(() => pipeline().addStep({ name: "step", baseTaskId: "1", parameterOverride: { rate: 1 } })).toThrow(
    'The parameter "rate" of step "step" has no section',
  );
  await expect(pipeline().addFunctionStep(step).startLocally(server)).rejects.toThrow("has no queue");
  await expect(
    pipeline()
      .addStep({ name: "copy", baseTaskId: "1" })
      .startLocally({ ...server, ...here }),
  ).rejects.toThrow("only a worker can run");
  await expect(
    pipeline()
      .addFunctionStep({ ...step, functionKwargs: { x: "${gone.artifacts.rows.url}" } as never })
      .startLocally({ ...server, ...here }),
  ).rejects.toThrow(PipelineReferenceError);
  const found: string[] = [];
  for await (const { name } of Task.list(
    { project: ["Mistakes", "Mistakes/.pipelines/two functions"], includeHidden: true },
    server,
  )) {
    found.push(name);
  }
  expect(found).toEqual([]);
});
