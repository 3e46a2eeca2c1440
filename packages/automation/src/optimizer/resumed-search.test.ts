import { once } from "node:events";
import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { expect, test, vi } from "vitest";
import { fateOf } from "../jobs/earlier-jobs.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { startWorker } from "../queue-worker.fixture.ts";
import { DiscreteParameterRange } from "../space/discrete-parameter-range.ts";
import { GridSearch } from "../strategies/grid-search.ts";
import { HyperParameterOptimizer } from "./hyper-parameter-optimizer.ts";
import type { HyperParameterOptimizerOptions } from "./optimizer-options.ts";

/** Makes the base task of a search; each call of what it returns is a run of a program that searches on one task. */
async function openProgram(connection: Connection, more: Partial<HyperParameterOptimizerOptions> = {}) {
  const { id } = await Task.create(
    { project: "resumed", name: "train", parameters: { "Args/rate": 0.1 } },
    { connection },
  );
  return async (options: { continueLastTask?: string; taskId?: string } = {}) => {
    const init = { project: "resumed", name: "search", type: "optimizer", resourceMonitor: false, ...options } as const;
    const task = await Task.init(init, { connection });
    const optimizer = new HyperParameterOptimizer({
      connection,
      autoConnectTask: task,
      baseTaskId: id,
      hyperParameters: [new DiscreteParameterRange("Args/rate", { values: [0.1, 0.2, 0.3, 0.4] })],
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
      optimizerClass: GridSearch,
      maxNumberOfConcurrentTasks: 1,
      ...more,
    });
    return { task, optimizer };
  };
}

/** Trains a job and notes its rate. */
function training(rates: unknown[]) {
  return (job: Task) => {
    rates.push(job.getParameter("Args/rate"));
    job.logger.reportScalar("loss", "train", Number(job.getParameter("Args/rate")), { iteration: 1 });
  };
}

test("a search whose task is continued tries what its earlier run has not", async () => {
  const { connection } = await liveConnection();
  const run = await openProgram(connection);
  const first = await run();
  const [before, after]: [unknown[], unknown[]] = [[], []];
  await first.optimizer.startLocally(async (job, { signal }) => {
    training(before)(job);
    if (before.length === 3) {
      const aborted = once(signal, "abort");
      void first.optimizer.stop();
      await aborted;
    }
  });
  await first.optimizer.wait();
  await first.task[Symbol.asyncDispose]();

  const second = await run({ continueLastTask: first.task.id });
  await second.optimizer.startLocally(training(after));
  await second.optimizer.wait();
  expect([before, after]).toEqual([
    [0.1, 0.2, 0.3],
    [0.3, 0.4],
  ]);
  const ids = [...second.optimizer.getCreatedJobs().keys()];
  expect(ids.slice(0, 3)).toEqual([...first.optimizer.getCreatedJobs().keys()]);
  const best = await second.optimizer.getTopExperiments(9);
  expect(best.map(({ id, status }) => [id, status])).toEqual(ids.map((id) => [id, "completed"]));
  const summary = await second.task.artifacts.get("summary")?.get();
  expect(summary).toEqual({ table: [expect.anything(), ...ids.map((id) => expect.arrayContaining([id]))] });

  const again: unknown[] = [];
  const another = await run({ continueLastTask: first.task.id });
  await another.optimizer.startLocally(training(again));
  await another.optimizer.wait();
  expect(again).toEqual([]);
  await another.task[Symbol.asyncDispose]();
});

test("a search whose task was reset begins anew", async () => {
  const { connection } = await liveConnection();
  const run = await openProgram(connection);
  const first = await run();
  await first.optimizer.startLocally(training([]));
  await first.optimizer.wait();
  await first.task[Symbol.asyncDispose]();

  await first.task.reset({ force: true });
  const second = await run({ taskId: first.task.id });
  const rates: unknown[] = [];
  await second.optimizer.startLocally(training(rates));
  await second.optimizer.wait();
  expect(rates).toEqual([0.1, 0.2, 0.3, 0.4]);
  await second.task[Symbol.asyncDispose]();
});

test("jobs that still wait in a queue are followed", async () => {
  const { connection } = await liveConnection();
  await connection.services.queues.create({ name: "left behind" });
  const run = await openProgram(connection, { executionQueue: "left behind", totalMaxJobs: 1 });
  const first = await run();
  await first.optimizer.start();
  await vi.waitFor(() => {
    expect(first.optimizer.getActiveExperiments().map(({ status }) => status)).toEqual(["queued"]);
  }, 60_000);
  await vi.waitFor(async () => {
    await first.task.flush();
    expect(await first.task.getReportedScalars()).toHaveProperty("remaining budget");
  }, 60_000);

  const second = await run({ continueLastTask: first.task.id });
  await second.optimizer.start();
  const rates: unknown[] = [];
  await startWorker(connection, "left behind", async (job) => {
    training(rates)(job);
    await job.flush();
  });
  await second.optimizer.wait();
  expect(rates).toEqual([0.1]);
  expect([...second.optimizer.getCreatedJobs().keys()]).toEqual([...first.optimizer.getCreatedJobs().keys()]);
  await first.optimizer.wait();
  await second.task[Symbol.asyncDispose]();
  await first.task[Symbol.asyncDispose]();
});

test.each([
  ["created", {}, "goes on"],
  ["in_progress", {}, "again"],
  ["in_progress", { runsElsewhere: true }, "goes on"],
  ["queued", { runsElsewhere: true }, "goes on"],
  ["stopped", {}, "again"],
  ["stopped", { isGivenUp: true }, "counts"],
  ["failed", {}, "counts"],
  ["completed", {}, "counts"],
  ["published", {}, "counts"],
] as const)("a job that is %s, %j: %s", (status, more, fate) => {
  expect(fateOf(status, { isGivenUp: false, runsElsewhere: false, ...more })).toBe(fate);
});
