import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugImageEvent } from "@clearml-ts/protocol";
import { expect, onTestFinished, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";

async function runningTask(name: string) {
  const { connection, warnings } = await liveConnection();
  const task = await Task.init({ project: "demo project", name }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection, warnings };
}

async function samples(task: Task): Promise<DebugImageEvent[]> {
  const { metrics } = await task.connection.services.events.debugImages({
    metrics: [{ task: task.id }],
    iters: 10,
  });
  return metrics[0]?.iterations.flatMap(({ events }) => events) ?? [];
}

test("scalars, single values and the last iteration read back", async () => {
  const { task } = await runningTask("scalars");
  for (const iteration of [0, 1, 2]) {
    task.logger.reportScalar("loss", "train", 1 / (iteration + 1), iteration);
  }
  task.logger.reportSingleValue("R2", 0.75);
  await task.flush();
  expect((await task.getReportedScalars()).loss?.train).toMatchObject({
    x: [0, 1, 2],
    y: [1, 0.5, expect.closeTo(1 / 3)],
  });
  expect(await task.getReportedSingleValues()).toEqual({ R2: 0.75 });
  expect((await task.reload()).record.last_iteration).toBe(2);
});

test("a value that is no number is reported as 0, with one warning", async () => {
  const { task, warnings } = await runningTask("nan");
  task.logger.reportScalar("loss", "train", Number.NaN, 0);
  task.logger.reportScalar("loss", "train", Number.POSITIVE_INFINITY, 1);
  await task.flush();
  expect((await task.getReportedScalars()).loss?.train?.y).toEqual([0, 0]);
  expect(warnings).toEqual(["Scalar loss/train is NaN: ClearML has no such number, 0 is reported instead."]);
});

test("plots arrive under their title and series, and a repeat replaces them", async () => {
  const { task } = await runningTask("plots");
  const { logger } = task;
  logger.reportTable("tables", "models", { table: [{ model: "old", R2: 0 }] });
  logger.reportTable("tables", "models", { table: [{ model: "ridge", R2: 0.5 }] });
  logger.reportHistogram("residuals", "ridge", [1, 5, 2], { iteration: 3 });
  logger.reportScatter2d("predicted", "ridge", [[1, 1.1]]);
  logger.reportLinePlot("curves", [{ name: "a", data: [[0, 1]] }]);
  logger.reportConfusionMatrix("confusion", "ridge", [[1, 0]]);
  logger.reportSurface("surface", "ridge", [[1, 0]]);
  logger.reportPlotly("bars", "all", { data: [{ type: "bar", y: [1, Number.NaN] }], layout: { title: "gone" } });
  await task.flush();
  const plots = await task.getReportedPlots();
  expect(plots.map(({ metric, variant, iter }) => [metric, variant, iter]).sort()).toEqual([
    ["bars", "all", 0],
    ["confusion", "ridge", 0],
    ["curves", "", 0],
    ["predicted", "ridge", 0],
    ["residuals", "ridge", 3],
    ["surface", "ridge", 0],
    ["tables", "models", 0],
  ]);
  const figure = (metric: string) => JSON.parse(plots.find((plot) => plot.metric === metric)?.plot_str ?? "{}");
  expect(figure("tables").data[0].cells.values).toEqual([["ridge"], [0.5]]);
  expect(figure("bars")).toEqual({ data: [{ type: "bar", y: [1, null] }], layout: { title: "all" } });
});

test("console lines keep their order even within one millisecond", async () => {
  const { task } = await runningTask("console");
  for (const text of ["one", "two", "three"]) {
    task.logger.reportText(text, { level: "warning" });
  }
  task.logger.writeConsole("four\nfi");
  task.logger.writeConsole("ve\n");
  await task.flush();
  const lines: [string, unknown][] = [];
  for await (const { msg, level } of task.getReportedConsole()) {
    lines.push([msg, level]);
  }
  expect(lines).toEqual([
    ["one", "warning"],
    ["two", "warning"],
    ["three", "warning"],
    ["four\nfive", "info"],
  ]);
});

test("media are uploaded under a name that says what they are, or linked", async () => {
  const folder = await mkdtemp(join(tmpdir(), "clearml-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "plot.svg"), "<svg/>");
  const { task, connection } = await runningTask("médi/a");
  await task.logger.reportImage("samples", "a/b", { path: join(folder, "plot.svg"), iteration: 1 });
  await task.logger.reportMedia("samples", "page", { data: "<p>hi</p>", extension: ".html" });
  await task.logger.reportMedia("samples", "link", { url: "https://example.com/x.png?v=1" });
  await task.flush();
  const events = await samples(task);
  const named = (variant: string) => events.find((event) => event.variant === variant);
  expect(named("a/b")?.key).toBe(
    `demo project/m%C3%A9di/a.${task.id}/metrics/samples/a.slash.b/samples_a.slash.b_00000000.svg`,
  );
  expect(Buffer.from(await connection.storage.read(named("a/b")?.url ?? "")).toString()).toBe("<svg/>");
  expect(Buffer.from(await connection.storage.read(named("page")?.url ?? "")).toString()).toBe("<p>hi</p>");
  expect(named("link")).toMatchObject({ url: "https://example.com/x.png?v=1", key: "/x.png?v=1" });
});

test("a missing image is an error of the call, and stops nothing else", async () => {
  const { task } = await runningTask("missing image");
  await expect(task.logger.reportImage("a", "b", { path: "/nowhere.png" })).rejects.toThrow("/nowhere.png");
  task.logger.reportSingleValue("x", 1);
  await task.flush();
  expect(await task.getReportedSingleValues()).toEqual({ x: 1 });
});
