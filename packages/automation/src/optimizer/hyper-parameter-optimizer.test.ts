import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import { SearchDefinitionError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { startWorker } from "../queue-worker.fixture.ts";
import { DiscreteParameterRange } from "../space/discrete-parameter-range.ts";
import { UniformParameterRange } from "../space/uniform-parameter-range.ts";
import { GridSearch } from "../strategies/grid-search.ts";
import { SuccessiveHalving } from "../strategies/successive-halving.ts";
import { archiveOthers } from "./archive-others.ts";
import type { CompletedJob } from "./completed-job.ts";
import { HyperParameterOptimizer } from "./hyper-parameter-optimizer.ts";
import type { HyperParameterOptimizerOptions } from "./optimizer-options.ts";

const depths = new DiscreteParameterRange("Args/depth", { values: [2, 5] });
const rates = new UniformParameterRange("Args/rate", { minValue: 0.25, maxValue: 0.5, stepSize: 0.25 });

/** The search of most tests: all combinations, for the least loss. */
const grid = {
  hyperParameters: [depths, rates],
  objectiveMetricTitle: "loss",
  objectiveMetricSeries: "train",
  optimizerClass: GridSearch,
} as const;

/** A base task, the task of an optimizer, and the options that they have in common. */
async function openSearch(connection: Connection, more: Partial<HyperParameterOptimizerOptions> = {}) {
  const parameters = { "Args/rate": 0.1, "Args/depth": 1 };
  const base = await Task.create({ project: "searches", name: "train", tags: ["forest"], parameters }, { connection });
  const task = await Task.init(
    { project: "searches", name: "search", type: "optimizer", resourceMonitor: false },
    { connection },
  );
  const optimizer = new HyperParameterOptimizer({
    connection,
    autoConnectTask: task,
    baseTaskId: base.id,
    ...grid,
    maxNumberOfConcurrentTasks: 2,
    poolPeriodMin: 0.001,
    ...more,
  });
  return { base, task, optimizer };
}

/** The training of all jobs: its loss is known from its parameters. */
function train(task: Task): void {
  const loss = Number(task.getParameter("Args/rate")) + 1 / Number(task.getParameter("Args/depth"));
  for (const iteration of [0, 1, 2]) {
    task.logger.reportScalar("loss", "train", loss / (iteration + 1), { iteration });
  }
}

/** Reports from iteration to iteration until the job is stopped. */
async function trainOnAndOn(task: Task, signal: AbortSignal): Promise<void> {
  const loss = Number(task.getParameter("Args/rate"));
  for (let iteration = 1; !signal.aborted; iteration += 1) {
    task.logger.reportScalar("loss", "train", loss, { iteration });
    await task.flush();
    await delay(5, undefined, { signal }).catch(() => {});
  }
}

test("a search in this process tries every combination, and shows on its task which are the best", async () => {
  const { connection } = await liveConnection();
  const { base, task, optimizer } = await openSearch(connection);
  const completed: CompletedJob[] = [];
  const callback = { jobCompleteCallback: (job: CompletedJob) => completed.push(job) };
  // Whoever asks twice gets one search.
  await Promise.all([optimizer.startLocally(train, callback), optimizer.startLocally(train)]);
  expect(optimizer.isRunning()).toBe(true);
  expect(await optimizer.wait()).toBe(true);
  expect([optimizer.isActive(), optimizer.getNumActiveExperiments()]).toEqual([false, 0]);

  const best = await optimizer.getTopExperiments(2);
  expect(best.map(({ name }) => name)).toEqual([
    "train: Args/depth=5 Args/rate=0.25",
    "train: Args/depth=5 Args/rate=0.5",
  ]);
  expect(best[0]?.record).toMatchObject({
    status: "completed",
    parent: task.id,
    comment: "Args/depth=5\nArgs/rate=0.25",
    tags: expect.arrayContaining(["forest", "optimization", `opt: ${task.id}`]),
  });
  expect(best[0]?.project.name).toBe("searches");
  expect(completed.map(({ objectiveIteration }) => objectiveIteration)).toEqual([2, 2, 2, 2]);
  expect(completed.at(-1)?.topPerformanceJobId).toBe(best[0]?.id);
  expect([...optimizer.getCreatedJobs().values()]).toHaveLength(4);
  expect(await optimizer.getTopExperimentsDetails(1)).toEqual([
    {
      taskId: best[0]?.id,
      hyperParameters: { "Args/depth": 5, "Args/rate": 0.25 },
      metrics: { "loss/train": { last: 0.15, min: 0.15, max: 0.45 } },
    },
  ]);
  const found = await HyperParameterOptimizer.getOptimizerTopExperiments({
    objectiveMetricTitle: "loss",
    objectiveMetricSeries: "train",
    objectiveMetricSign: "max",
    optimizerTaskId: task.id,
    topK: 1,
    connection,
  });
  expect(found.map(({ name }) => name)).toEqual(["train: Args/depth=2 Args/rate=0.5"]);

  await task.reload();
  expect(task.tags).toEqual(["optimization"]);
  expect(task.getParameters()).toMatchObject({
    "General/opt/base_task_id": base.id,
    "General/opt/objective_metric_title": ["loss"],
    "General/opt/objective_metric_sign": ["min"],
    "General/opt/optimizer_class": "GridSearch",
    "General/opt/optimizer_kwargs/pool_period_min": 0.001,
  });
  expect(task.getConfigurationObjectAsDict("General")).toMatchObject({
    parameter_optimization_space: [{ type: "DiscreteParameterRange", name: "Args/depth", values: [2, 5] }, {}],
  });
  const plots = new Map((await task.getReportedPlots()).map(({ metric, plot_str }) => [metric, JSON.parse(plot_str)]));
  expect(plots.get("summary").data[0].header.values).toEqual([
    "task id",
    "objective",
    "iteration",
    "Args/depth",
    "Args/rate",
    "status",
  ]);
  expect(plots.get("Optimization Objective").data[0].y).toHaveLength(4);
  expect(plots.get("Parallel Coordinates").data[0].dimensions).toHaveLength(4);
  const scalars = await task.getReportedScalars();
  expect(scalars["loss/train"]?.["min"]?.y.at(-1)).toBe(0.15);
  expect(Object.keys(scalars["remaining budget"] ?? {})).toContain("jobs %");
  expect(await task.artifacts.get("summary")?.get()).toEqual({
    table: expect.arrayContaining([[best[0]?.id, 0.15, 2, 5, 0.25, "completed"]]),
  });
  await task[Symbol.asyncDispose]();
});

test("the objective of a task is read from the server", async () => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection);
  expect(optimizer.getOptimizer()).toBeUndefined();
  await optimizer.startLocally(train);
  await optimizer.wait();
  expect(optimizer.getOptimizer()).toBeInstanceOf(GridSearch);
  const { objectiveMetric } = optimizer;
  const [best] = await optimizer.getTopExperiments(1);
  const id = best?.id ?? "";
  expect(await objectiveMetric.getObjective(id, { connection })).toBe(0.15);
  expect(await objectiveMetric.getNormalizedObjective(id, { connection })).toBe(-0.15);
  expect(await objectiveMetric.getCurrentRawObjective(id, { connection })).toEqual({ iteration: 2, value: 0.15 });
  expect(await objectiveMetric.getObjective(task.id, { connection })).toBeUndefined();
  await task[Symbol.asyncDispose]();
});

test("jobs go through a queue, no more at a time and in all than they may be", async () => {
  const { connection } = await liveConnection();
  const { id } = await connection.services.queues.create({ name: "searching" });
  const { task, optimizer } = await openSearch(connection, {
    executionQueue: "searching",
    totalMaxJobs: 3,
    spawnProject: "searches/jobs",
  });
  optimizer.setReportPeriod(0.001);
  let [atOnce, most] = [0, 0];
  await startWorker(connection, "searching", async (job) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await vi.waitFor(() => expect(optimizer.getNumActiveExperiments()).toBeGreaterThan(0), 60_000);
    train(job);
    await job.flush();
    atOnce -= 1;
  });
  await optimizer.start();
  await optimizer.wait();
  expect(most).toBeLessThanOrEqual(2);
  const jobs = await optimizer.getTopExperiments(10);
  expect(jobs.map(({ status, project }) => [status, project.name])).toEqual(
    Array(3).fill(["completed", "searches/jobs"]),
  );
  expect((await jobs[0]?.getExecutedQueue())?.id).toBe(id);
  const scalars = await task.getReportedScalars();
  expect(scalars["remaining budget"]?.["jobs %"]?.y.at(-1)).toBe(0);
  expect(scalars["resources"]?.["queue workers"]?.y.at(-1)).toBe(1);
  await task[Symbol.asyncDispose]();
});

test("jobs that are behind are stopped early, and the others at their last iteration", async () => {
  const { connection } = await liveConnection();
  const values = [0.1, 0.9, 0.8, 0.7];
  const { task, optimizer } = await openSearch(connection, {
    hyperParameters: [new DiscreteParameterRange("Args/rate", { values })],
    optimizerClass: SuccessiveHalving,
    maxNumberOfConcurrentTasks: 1,
    minIterationPerJob: 3,
    reductionFactor: 4,
    maxIterationPerJob: 20,
  });
  await optimizer.startLocally((job, { signal }) => trainOnAndOn(job, signal));
  await optimizer.wait();
  const reasons = (await optimizer.getTopExperiments(4)).map(({ record }) => record.status_message ?? "");
  expect(reasons).toHaveLength(4);
  expect(reasons[0]).toBe("It has reported more than 20 iterations, the limit of a job.");
  expect(reasons.some((reason) => reason.startsWith("It was behind at iteration 3"))).toBe(true);
  await task[Symbol.asyncDispose]();
});

test("a search ends at its time, with all of its jobs", async () => {
  const { connection } = await liveConnection();
  await connection.services.queues.create({ name: "idle" });
  const { task, optimizer } = await openSearch(connection, { executionQueue: "idle" });
  expect([optimizer.elapsed(), optimizer.getTimeLimit()]).toEqual([-1, undefined]);
  optimizer.setTimeLimit({ inMinutes: 60 });
  await optimizer.start();
  await vi.waitFor(() => expect(optimizer.getActiveExperiments()).toHaveLength(2), 60_000);
  expect(await optimizer.wait(0.0001)).toBe(false);
  optimizer.setTimeLimit({ inMinutes: 0.0001 });
  expect(await optimizer.wait()).toBe(true);
  const ids = [...optimizer.getCreatedJobs().keys()];
  const jobs = await Promise.all(ids.map((id) => Task.get({ id }, { connection })));
  expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => "stopped"));
  expect(optimizer.elapsed()).toBeGreaterThan(0);
  expect([optimizer.getTimeLimit()?.getTime(), optimizer.reachedTimeLimit()]).toEqual([expect.any(Number), false]);
  await task[Symbol.asyncDispose]();
});

test.each([
  ["timeLimitPerJob", "the limit of a job"],
  ["computeTimeLimit", "the limit of the search"],
] as const)("a job is stopped by the limit %s", async (limit, reason) => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection, { [limit]: 0.002, totalMaxJobs: 1 });
  await optimizer.startLocally((job, { signal }) => trainOnAndOn(job, signal));
  await optimizer.wait();
  const [job] = await optimizer.getTopExperiments(1);
  expect(job?.record).toMatchObject({ status: "stopped", status_message: expect.stringContaining(reason) });
  await task[Symbol.asyncDispose]();
});

test("all but the best jobs are archived, and a job that fails is a result like others", async () => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection, { saveTopKTasksOnly: 1 });
  await optimizer.startLocally((job) => {
    train(job);
    if (job.getParameter("Args/depth") === 2) {
      throw new Error("out of memory");
    }
  });
  await optimizer.wait();
  const jobs = await optimizer.getTopExperiments(4);
  expect(jobs.map(({ status, archived }) => [status, archived])).toEqual([
    ["completed", false],
    ["completed", true],
    ["failed", true],
    ["failed", true],
  ]);
  await task[Symbol.asyncDispose]();
});

test.each(["OptimizerOptuna", "constructor"])(
  "a search that is taken up works with the settings on its task, and warns of a strategy %s",
  async (strategy) => {
    const { connection, warnings } = await liveConnection();
    const { base, task: first, optimizer } = await openSearch(connection, { totalMaxJobs: 1 });
    await optimizer.startLocally(train);
    await optimizer.wait();
    await first[Symbol.asyncDispose]();

    const copy = await first.clone({ name: "again" });
    await copy.setParameters({
      "General/opt/objective_metric_sign": ["max"],
      "General/opt/optimizer_class": strategy,
      "General/opt/optimizer_kwargs/total_max_jobs": 2,
    });
    const space = { parameter_optimization_space: [{ ...rates.toDict(), min_value: 7, max_value: 8, step_size: 1 }] };
    await copy.setConfigurationObject("General", { value: space });
    const task = await Task.init({ taskId: copy.id, project: "", name: "", resourceMonitor: false }, { connection });
    const again = new HyperParameterOptimizer({
      connection,
      autoConnectTask: task,
      baseTaskId: base.id,
      ...grid,
      totalMaxJobs: 1,
    });
    await again.startLocally(train);
    await again.wait();
    expect([...again.getCreatedJobs().values()]).toEqual([{ "Args/rate": 7 }, { "Args/rate": 8 }]);
    expect((await again.getTopExperiments(1))[0]?.getParameter("Args/rate")).toBe(8);
    expect(warnings).toContainEqual(expect.stringContaining(`"${strategy}"`));
    await task[Symbol.asyncDispose]();

    const reader = new HyperParameterOptimizer({
      connection,
      autoConnectTask: task,
      baseTaskId: base.id,
      hyperParameters: [rates],
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
    });
    expect((await reader.getTopExperiments(1))[0]?.getParameter("Args/rate")).toBe(7);
    await expect(reader.start()).rejects.toThrow(SearchDefinitionError);
  },
);

test("a queue that is not there is told to those who wait for the search", async () => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection, { executionQueue: "nowhere" });
  await optimizer.start();
  await expect(optimizer.wait()).rejects.toMatchObject({ name: "QueueNotFoundError", queue: "nowhere" });
  expect(optimizer.isRunning()).toBe(false);
  await optimizer.stop();
  await task[Symbol.asyncDispose]();
});

test("a search makes its own task where there is none, and ends it", async () => {
  const { connection } = await liveConnection();
  const { task: other, base } = await openSearch(connection);
  let made: Task | undefined;
  {
    await using optimizer = new HyperParameterOptimizer({
      connection,
      alwaysCreateTask: true,
      baseTaskId: base.id,
      hyperParameters: [depths],
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
    });
    await optimizer.startLocally(train);
    await optimizer.wait();
    made = optimizer.task;
  }
  expect((await made?.reload())?.record).toMatchObject({
    name: "Optimizing: train",
    type: "optimizer",
    status: "completed",
  });
  await other[Symbol.asyncDispose]();
});

test("a search that is stopped while it begins makes no jobs", async () => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection);
  const starting = optimizer.startLocally(train);
  await optimizer.stop();
  await starting;
  expect([optimizer.isRunning(), optimizer.getCreatedJobs().size]).toEqual([false, 0]);
  await task[Symbol.asyncDispose]();
});

test("a search is over when its callbacks are, and a wait for it ends with its signal", async () => {
  const { connection, warnings } = await liveConnection();
  const { task, optimizer } = await openSearch(connection, { totalMaxJobs: 2 });
  const gate = new EventEmitter();
  const opened = once(gate, "open");
  const told: string[] = [];
  await optimizer.startLocally(train, {
    jobCompleteCallback: async ({ jobId }) => {
      await opened;
      told.push(jobId);
      throw new Error("of the callback");
    },
  });
  const impatient = new AbortController();
  const waiting = optimizer.wait(undefined, { signal: impatient.signal });
  impatient.abort(new Error("it takes too long"));
  await expect(waiting).rejects.toThrow("it takes too long");
  gate.emit("open");
  await optimizer.wait();
  expect(told).toHaveLength(2);
  expect(warnings).toContainEqual(`The callback for job ${told[0]} failed: Error: of the callback`);
  await task[Symbol.asyncDispose]();
});

test.each([
  ["maxNumberOfConcurrentTasks", 0],
  ["totalMaxJobs", 1.5],
  ["poolPeriodMin", Number.NaN],
  ["timeLimitPerJob", -1],
  ["computeTimeLimit", 0],
  ["optimizationTimeLimit", Number.NaN],
  ["maxIterationPerJob", -1],
  ["saveTopKTasksOnly", -1],
] as const)("a search with %s %d is refused before it makes a job", async (option, value) => {
  const { connection } = await liveConnection();
  const { task, optimizer } = await openSearch(connection, { [option]: value });
  const problem = { name: "SearchDefinitionError", message: expect.stringContaining(option) };
  await expect(optimizer.startLocally(train)).rejects.toMatchObject(problem);
  await task[Symbol.asyncDispose]();
});

test("jobs are archived and taken out of the archive by one call each, however many they are", async () => {
  const { connection, requests } = await liveConnection();
  const make = () => Task.create({ project: "searches", name: "job" }, { connection });
  const ids = [await make(), await make(), await make(), await make()].map(({ id }) => id);
  const before = requests.length;
  await archiveOthers(connection, ids, 1);
  await archiveOthers(connection, [...ids].reverse(), 1);
  await archiveOthers(connection, [...ids].reverse(), 1);
  expect(requests.slice(before).filter((call) => call.includes("archive"))).toHaveLength(3);
  const left = [];
  for await (const { id } of Task.list({ project: "searches" }, { connection })) {
    left.push(id);
  }
  expect(left).toEqual([ids[3]]);
});
