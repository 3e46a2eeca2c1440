import { QueueNotFoundError, Task } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import { PipelineDefinitionError, PipelineError } from "../errors.ts";
import { trainingTask } from "../fixtures/controller-flow.fixture.ts";
import { openServer, type TestServer } from "../fixtures/server.fixture.ts";
import { openWorkplace } from "../fixtures/workplace.fixture.ts";
import { PipelineReferenceError } from "./errors.ts";
import { PipelineController } from "./pipeline-controller.ts";

const where = { name: "faulty", project: "Comfort" };
const here = { runPipelineStepsLocally: true };
const nothing = () => ({});

/** A pipeline with a step `load`, and one that the test makes wrong. */
function pipelineWith(step: object): PipelineController {
  return new PipelineController(where)
    .addParameter("rate", 0.5)
    .addFunctionStep({ name: "load", function: nothing })
    .addFunctionStep({ name: "fit", function: nothing, ...step });
}

async function tasksOf(server: Pick<TestServer, "connection">): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Task.list({ includeHidden: true }, server)) {
    found.push(name);
  }
  return found;
}

async function errorOf(run: Promise<unknown>): Promise<PipelineError> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
}

test.each([
  ["a step of the same name", () => pipelineWith({ name: "load" }), 'has a step "load" already'],
  ["a parent that is not there", () => pipelineWith({ parents: ["lod"] }), 'waits for step "lod"'],
  [
    "steps that wait for each other",
    () => pipelineWith({ parents: ["judge"] }).addFunctionStep({ name: "judge", parents: ["fit"], function: nothing }),
    'The steps "fit", "judge" wait for each other',
  ],
  [
    "a field that cannot be overridden",
    () => pipelineWith({}).addStep({ name: "copy", baseTaskId: "1", taskOverrides: { status: "x" } }),
    '"status" of a step',
  ],
] as const)("%s is refused before anything is made", async (_what, make, message) => {
  const server = await openServer({ own: true });
  const run = async () => make().startLocally({ ...server, ...here });
  await expect(run()).rejects.toThrow(PipelineDefinitionError);
  await expect(run()).rejects.toThrow(message);
  expect(await tasksOf(server)).toEqual([]);
});

test.each([
  ["${lod.id}", 'the pipeline has no step "lod"'],
  ["${pipeline.speed}", 'the pipeline has no parameter "speed"'],
  ["${fit.id}", "a step cannot refer to itself"],
  ["${load.rows}", '"rows" is not something that a step has'],
])("a reference to %s is refused before anything is made", async (reference, problem) => {
  const server = await openServer({ own: true });
  const run = pipelineWith({ functionKwargs: { x: reference } }).startLocally({ ...server, ...here });
  await expect(run).rejects.toThrow(PipelineReferenceError);
  await expect(run).rejects.toMatchObject({ step: "fit", reference, problem: expect.stringContaining(problem) });
  expect(await tasksOf(server)).toEqual([]);
});

test.each(["${load.artifacts.rows.url}", "${load.parameters.return/size}", "${load.models.output.0.id}"])(
  "the step that refers to %s fails with the pipeline, where the step before has none",
  async (reference) => {
    const server = await openServer();
    const pipeline = pipelineWith({ functionKwargs: { x: reference } });
    const error = await errorOf(pipeline.startLocally({ ...server, ...here }));
    const { load, fit } = pipeline.getPipelineDag();
    expect(error).toMatchObject({ step: "fit", cause: { name: "PipelineReferenceError", step: "fit", reference } });
    expect([load?.status, fit?.status, fit?.taskId]).toEqual(["completed", "failed", undefined]);
    expect(pipeline.task.record).toMatchObject({
      status: "failed",
      status_reason: expect.stringContaining(`task ${load?.taskId} of step "load" does not have it`),
    });
  },
);

test("a queue that is not there is refused before anything is made", async () => {
  const server = await openServer({ own: true });
  await server.connection.services.queues.create({ name: "services" }).catch(() => {});
  const base = await Task.create({ project: "Comfort", name: "base" }, server);
  const pipeline = () => pipelineWith({}).setDefaultExecutionQueue("default");
  const missing = { name: "QueueNotFoundError", queue: "nowhere" };
  await expect(pipeline().start({ ...server, queue: "nowhere" })).rejects.toMatchObject(missing);
  const function_ = pipelineWith({ executionQueue: "nowhere" }).setDefaultExecutionQueue("default");
  await expect(function_.startLocally(server)).rejects.toMatchObject(missing);
  const copy = pipeline().addStep({ name: "copy", baseTaskId: base.id, executionQueue: "nowhere" });
  await expect(copy.startLocally(server)).rejects.toMatchObject(missing);
  expect(await tasksOf(server)).toEqual(["base"]);
});

test("a queue that a parameter names and that is not there fails the step on its task", async () => {
  const place = await openWorkplace();
  const base = await trainingTask(place.connection);
  const pipeline = new PipelineController(where)
    .setDefaultExecutionQueue("default")
    .addParameter("queue", "nowhere")
    .addStep({ name: "copy", baseTaskId: base.id, executionQueue: "${pipeline.queue}" });
  const error = await errorOf(pipeline.startLocally(place));
  expect(error).toMatchObject({ step: "copy", cause: expect.any(QueueNotFoundError) });
  expect((await place.task(error.taskId)).record).toMatchObject({
    status: "failed",
    status_message: expect.stringContaining('"nowhere"'),
  });
});

test("a step that somebody aborts from outside is aborted, and the pipeline fails because of it", async () => {
  const server = await openServer();
  // The program hears of it by the heartbeat of the step's task.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const pipeline = pipelineWith({
      function: (_input: object, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    const ended = errorOf(pipeline.startLocally({ ...server, ...here }));
    const step = await vi.waitUntil(() => {
      const { taskId, status } = pipeline.getPipelineDag()["fit"] ?? {};
      return status === "running" && taskId;
    }, 60_000);
    await server.connection.services.tasks.stopped({ task: step, force: true, status_reason: "enough" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await ended).toMatchObject({ step: "fit", taskId: step, cause: { name: "TaskStoppedError" } });
    expect(pipeline.getPipelineDag()["fit"]?.status).toBe("aborted");
    expect((await server.task(step)).record).toMatchObject({ status: "stopped", status_reason: "enough" });
    expect(pipeline.task.status).toBe("failed");
  } finally {
    vi.useRealTimers();
  }
});
