import { expect, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { fetchAllScalars } from "../report/read/all-scalars.ts";
import { Task } from "./task.ts";

test("every point is read, part by part, where the sampled curve is thinned out", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "long" }, { connection });
  const values = Array.from({ length: 2500 }, (_, index) => 1 / (index + 1));
  values.forEach((value, iteration) => {
    task.logger.reportScalar("loss", "train", value, { iteration });
  });
  task.logger.reportScalar("loss", "test", 0.5, { iteration: 7 });
  task.logger.reportScalar("accuracy", "test", 1, { iteration: 0 });
  task.logger.reportSingleValue("R2", 0.42);
  await task.flush();

  const sampled = await task.getReportedScalars({ maxSamples: 100 });
  expect(sampled["loss"]?.["train"]?.x.length).toBeLessThanOrEqual(100);
  const expected = {
    loss: { train: { x: [...values.keys()], y: values }, test: { x: [7], y: [0.5] } },
    accuracy: { test: { x: [0], y: [1] } },
  };
  expect(await task.getAllReportedScalars()).toEqual(expected);
  expect(await fetchAllScalars(connection, task.id, { batchSize: 700 })).toEqual(expected);
});

test("NaN and infinities are among all points, in their places", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "not finite" }, { connection });
  const values = [0.5, Number.NaN, Number.NEGATIVE_INFINITY, 0.25];
  values.forEach((value, iteration) => {
    task.logger.reportScalar("loss", "train", value, { iteration });
  });
  await task.flush();
  expect((await task.getAllReportedScalars())["loss"]?.["train"]).toEqual({ x: [0, 1, 2, 3], y: values });
});

test("curves are read along time, in milliseconds or as texts", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "times" }, { connection });
  const before = Date.now();
  task.logger.reportScalar("loss", "train", 0.5, { iteration: 3 });
  await task.flush();
  const sampled = (await task.getReportedScalars({ xAxis: "timestamp" }))["loss"]?.["train"];
  expect(sampled?.x[0]).toBeGreaterThanOrEqual(before);
  const all = (await task.getAllReportedScalars({ xAxis: "iso_time" }))["loss"]?.["train"];
  expect(all).toEqual({ x: [new Date(sampled?.x[0] ?? 0).toISOString()], y: [0.5] });
});

test("the last, lowest and highest values are read, and one single value by its name", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "summaries" }, { connection });
  [3, 1, 2].forEach((value, iteration) => {
    task.logger.reportScalar("loss", "train", value, { iteration });
  });
  task.logger.reportSingleValue("R2", 0.42);
  await task.flush();
  expect(await task.getLastScalarMetrics()).toMatchObject({ loss: { train: { last: 2, min: 1, max: 3 } } });
  expect([await task.getReportedSingleValue("R2"), await task.getReportedSingleValue("constructor")]).toEqual([
    0.42,
    undefined,
  ]);
});

test("debug samples are read newest first, all or those of the last iterations", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "samples" }, { connection });
  for (const iteration of [0, 1, 2]) {
    await task.logger.reportMedia("samples", "text", { data: `of ${iteration}`, extension: ".txt", iteration });
  }
  await task.logger.reportMedia("samples", "other", { data: "other", extension: ".txt", iteration: 3 });
  await task.flush();
  const iterations = async (options = {}) => {
    const found: (number | undefined)[] = [];
    for await (const { iter } of task.getDebugSamples("samples", "text", options)) {
      found.push(iter);
    }
    return found;
  };
  expect(await iterations()).toEqual([2, 1, 0]);
  expect(await iterations({ lastIterations: 2 })).toEqual([2, 1]);
});

test("plots of several iterations are read, and the newest reports of the console", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "reports", name: "plots" }, { connection });
  for (const iteration of [0, 1, 2]) {
    task.logger.reportPlotly("plots", "bar", { data: [{ type: "bar", y: [iteration] }] }, { iteration });
    task.logger.reportText(`line ${iteration}`);
  }
  await task.flush();
  expect(await task.getReportedPlots()).toHaveLength(1);
  expect(await task.getReportedPlots({ maxIterations: 2 })).toHaveLength(2);
  expect(await task.getReportedConsoleOutput()).toEqual(["line 2"]);
  expect(await task.getReportedConsoleOutput(2)).toEqual(["line 1", "line 2"]);
});
