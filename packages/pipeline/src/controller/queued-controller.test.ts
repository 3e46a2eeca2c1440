import { expect, test, vi } from "vitest";
import { controllerFlow, trainingTask } from "../fixtures/controller-flow.fixture.ts";
import { draftController } from "../fixtures/draft-controller-flow.fixture.ts";
import { openWorkplace } from "../fixtures/workplace.fixture.ts";
import { PipelineController } from "./pipeline-controller.ts";

/** A pipeline of one copy of a task. */
function copyOf(baseTaskId: string, options: object = {}): PipelineController {
  const pipeline = new PipelineController({ name: "copies", project: "Comfort" });
  return pipeline.setDefaultExecutionQueue("default").addStep({ name: "train", baseTaskId, ...options });
}

test("copies of tasks run as steps between functions, with the controller on a worker too", async () => {
  const place = await openWorkplace();
  await place.connection.services.queues.create({ name: "services" });
  await Promise.all([place.work(), place.work("services")]);
  const base = await trainingTask(place.connection);
  await controllerFlow.start(place);
  expect(await controllerFlow.wait()).toBe(true);

  expect(await controllerFlow.isSuccessful()).toBe(true);
  const run = await PipelineController.get({ pipelineId: controllerFlow.id }, place);
  const { train, judge } = run.getPipelineDag();
  expect(train).toMatchObject({ status: "completed", parents: ["prepare"], baseTaskId: base.id, cloneBaseTask: true });
  const step = await place.task(train?.taskId);
  expect(step.record).toMatchObject({
    name: "train",
    parent: run.id,
    comment: expect.stringMatching(/^after [0-9a-f]{32}$/),
    project: run.task.project.id,
  });
  // References to parameters give their texts, as in Python; the program reads them as its own types.
  expect(step.getParameters()).toMatchObject({ "General/rate": "0.5", "General/depth": 4 });
  expect((await place.task(judge?.taskId)).getParameter("return/verdict")).toMatch(/^0\.5 from /);
  expect(await run.task.getReportedScalars()).toMatchObject({ loss: { final: { x: [3], y: [0.125] } } });
  expect(await run.task.artifacts.get("summary")?.get()).toEqual({ rate: 0.5, depth: 4 });
});

test("a copy of a task is taken from one that has done the same", async () => {
  const place = await openWorkplace();
  await place.work();
  const base = await trainingTask(place.connection);
  const cached = { cacheExecutedStep: true, parameterOverride: { "General/rate": 0.125 } };
  const first = copyOf(base.id, cached);
  await first.startLocally(place);
  const second = copyOf(base.id, cached);
  await second.startLocally(place);
  const [before, now] = [first, second].map((pipeline) => pipeline.getPipelineDag()["train"]);
  expect(now).toMatchObject({ status: "cached", taskId: before?.taskId, cacheExecutedStep: true });
  const other = copyOf(base.id, { ...cached, parameterOverride: { "General/rate": 0.75 } });
  await other.startLocally(place);
  expect(other.getPipelineDag()["train"]?.status).toBe("completed");
});

test("a draft may be run itself, with other configurations and a callback that changes its parameters", async () => {
  const place = await openWorkplace();
  await place.work();
  const base = await trainingTask(place.connection);
  await base.setParameters({ "General/depth": 2 });
  const pipeline = copyOf(base.id, {
    cloneBaseTask: false,
    configurationOverrides: { Model: { layers: 2 } },
    parameterOverride: { "General/rate": 0.5, "General/depth": "4" },
    preExecuteCallback: (_pipeline: unknown, _node: unknown, parameters: Record<string, unknown>) => {
      parameters["General/rate"] = 8;
    },
  });
  await pipeline.startLocally(place);
  expect(pipeline.getPipelineDag()["train"]?.taskId).toBe(base.id);
  await base.reload();
  // A text, as a reference gives one, is read by the type that the parameter had.
  expect(base.getParameters()).toMatchObject({ "General/rate": 8, "General/depth": 4 });
  expect(base.getConfigurationObjectAsDict("Model")).toEqual({ layers: 2 });
});

test("a draft of a pipeline has its graph, and waits for somebody to start it", async () => {
  const place = await openWorkplace();
  const base = await trainingTask(place.connection);
  const pipeline = copyOf(base.id);
  await pipeline.createDraft(place);
  const found = await PipelineController.get({ pipelineProject: "Comfort", pipelineName: "copies" }, place);
  expect([found.id, found.task.status, found.version]).toEqual([pipeline.id, "created", "1.0.0"]);
  expect(found.getPipelineDag()["train"]).toMatchObject({ status: "pending", baseTaskId: base.id });
  expect([found.elapsed(), await found.isRunning()]).toEqual([-1, false]);
});

test("a draft among the steps waits for somebody who puts it in a queue", async () => {
  const place = await openWorkplace();
  await place.work();
  const run = draftController.startLocally(place);
  const [draft] = await place.steps({ created: 1 });
  const waits = { status: "queued", taskId: draft?.id };
  await vi.waitFor(() => expect(draftController.getPipelineDag()["look"]).toMatchObject(waits), 60_000);
  await (await place.task(draft?.id)).enqueue("default");
  await run;
  const { look, "after look": after } = draftController.getPipelineDag();
  expect([look?.status, look?.taskId, after?.status]).toEqual(["completed", draft?.id, "completed"]);
  await expect(draftController.startLocally({ ...place, runPipelineStepsLocally: true })).rejects.toThrow(
    'Step "look" is a copy of a task or a draft',
  );
});

test("steps go to the queue that a parameter names and run in an image, and copies of tasks may stay in their project", async () => {
  const place = await openWorkplace();
  await place.connection.services.queues.create({ name: "special" });
  const base = await trainingTask(place.connection);
  const queue = { executionQueue: "${pipeline.queue}" };
  const pipeline = new PipelineController({ name: "placed", project: "Comfort", targetProject: false })
    .setDefaultExecutionQueue("default")
    .addParameter("queue", "special")
    .addFunctionStep({ name: "load", function: () => ({}), docker: "node:20", ...queue })
    .addStep({ name: "train", baseTaskId: base.id, outputUri: "file:///tmp/store", ...queue });
  const run = pipeline.startLocally(place);
  const steps = await place.steps({ queued: 2 });
  const tasks = await Promise.all(steps.map(({ id }) => place.task(id)));
  const [load, train] = ["load", "train"].map((name) => tasks.find((task) => task.name === name));
  expect([load?.project.name, train?.project.name]).toEqual(["Comfort/.pipelines/placed", "Comfort"]);
  expect(load?.record.container?.image).toBe("node:20");
  expect(train?.record.output?.destination).toBe("file:///tmp/store");
  for (const task of tasks) {
    expect(await task.getExecutedQueue()).toMatchObject({ name: "special" });
    expect(task.tags).toEqual([`pipe: ${pipeline.id}`]);
  }
  await pipeline.stop();
  await expect(run).rejects.toThrow("stopped");
});
