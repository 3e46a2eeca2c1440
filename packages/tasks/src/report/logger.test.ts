import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { DebugImageEvent, TaskEvent } from "@clearml-ts/protocol";
import { createStorage } from "@clearml-ts/storage";
import { expect, onTestFinished, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";
import { InvalidReportError } from "./errors.ts";
import { Logger } from "./logger.ts";

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
    task.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
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

test("NaN and infinities are stored and read as they are where the server can", async () => {
  const { task, warnings } = await runningTask("not finite");
  const values = [1, Number.NaN, Number.POSITIVE_INFINITY, 4, Number.NEGATIVE_INFINITY];
  for (const [iteration, value] of values.entries()) {
    task.logger.reportScalar("loss", "train", value, { iteration });
  }
  task.logger.reportSingleValue("RMSE", Number.NaN);
  task.logger.reportSingleValue("R2", 0.5);
  await task.flush();
  expect((await task.getReportedScalars()).loss?.train).toEqual({ x: [0, 1, 2, 3, 4], y: values });
  expect(await task.getReportedSingleValues()).toEqual({ RMSE: Number.NaN, R2: 0.5 });
  expect(warnings).toEqual([]);
});

/** A logger over a list of events, as that of a task on a server that does not store NaN. */
function loggerOfOfficialServer() {
  const events: TaskEvent[] = [];
  const heard: string[] = [];
  const logger = new Logger({
    taskId: "t",
    reporter: {
      report: (event) => events.push(event),
      flush: async () => {},
      close: async () => ({ sent: 0, pending: 0, stored: 0, rejected: 0 }),
    },
    samples: {
      storage: createStorage({ filesServer: "http://files", cacheDir: "/nowhere" }),
      destination: "file:///nowhere",
      keyPrefix: "t",
    },
    worker: "w",
    storesNonFinite: () => false,
    warn: (message) => heard.push(message),
    now: () => 0,
  });
  const values = () => events.map((event) => "value" in event && [event.variant, event.iter, event.value]);
  return { logger, heard, values };
}

test("where the server cannot store NaN it is never a number that nobody measured, with a warning for each series", () => {
  const { logger, heard, values } = loggerOfOfficialServer();
  logger.reportSingleValue("RMSE", Number.NaN);
  for (const iteration of [0, 1]) {
    logger.reportScalar("loss", "train", Number.NaN, { iteration });
    logger.reportScalar("loss", "test", Number.POSITIVE_INFINITY, { iteration });
  }
  logger.reportScalar("loss", "train", 0.5, { iteration: 2 });
  expect(values()).toEqual([["train", 2, 0.5]]);
  expect(heard.map((message) => message.split(";")[0])).toEqual([
    'Scalar "Summary/RMSE" is NaN, which is not reported',
    'Scalar "loss/train" is NaN, which is not reported',
    'Scalar "loss/test" is Infinity, which is not reported',
  ]);
});

test("a policy names the number that stands for NaN and infinities, as in Python", () => {
  const { logger, heard, values } = loggerOfOfficialServer();
  logger.setNonFinite({ nanAs: -1, infinityAs: 99 });
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [iteration, value] of odd.entries()) {
    logger.reportScalar("loss", "train", value, { iteration });
  }
  logger.setNonFinite({ nanAs: "skip" });
  logger.reportScalar("loss", "train", Number.NaN, { iteration: 3 });
  expect(values()).toEqual([
    ["train", 0, -1],
    ["train", 1, 99],
    ["train", 2, 99],
  ]);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain("reported as -1; logger.setNonFinite({ nanAs: … }) decides");
  expect(() => logger.setNonFinite({ nanAs: Number.NaN })).toThrow(InvalidValueError);
});

test.each(["0.5", undefined, null, 10n, true, {}])("the value %o is refused, not turned into a number", (value) => {
  const { logger, values } = loggerOfOfficialServer();
  const report = () => logger.reportScalar("loss", "train", value as number, { iteration: 3 });
  expect(report).toThrow(InvalidReportError);
  expect(report).toThrow('Cannot report "loss/train" at iteration 3: its value must be a number, not ');
  expect(report).toThrow(expect.objectContaining({ title: "loss", series: "train", iteration: 3, value }));
  expect(() => logger.reportSingleValue("R2", value as number)).toThrow(InvalidReportError);
  expect(values()).toEqual([]);
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", null, 2 ** 53])(
  "the iteration %o is refused everywhere",
  async (odd) => {
    const { logger, values } = loggerOfOfficialServer();
    const iteration = odd as number;
    const reports = [
      () => logger.reportScalar("a", "b", 1, { iteration }),
      () => logger.reportTable("a", "b", { table: [{ x: 1 }], iteration }),
      () => logger.reportHistogram("a", "b", [1], { iteration }),
      () => logger.reportScatter2d("a", "b", [[0, 1]], { iteration }),
      () => logger.reportLinePlot("a", [{ name: "b", data: [[0, 1]] }], { iteration }),
      () => logger.reportConfusionMatrix("a", "b", [[1]], { iteration }),
      () => logger.reportSurface("a", "b", [[1]], { iteration }),
      () => logger.reportPlotly("a", "b", { data: [] }, { iteration }),
    ];
    for (const report of reports) {
      expect(report).toThrow(InvalidReportError);
    }
    const image = logger.reportImage("a", "b", { url: "https://example.com/x.png", iteration });
    await expect(image).rejects.toThrow(InvalidReportError);
    expect(values()).toEqual([]);
  },
);

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

test("a link without a host and a history that is not a whole number are refused", async () => {
  const { logger } = loggerOfOfficialServer();
  const link = logger.reportImage("a", "b", { url: "x.png" });
  await expect(link).rejects.toThrow('its url must be a whole address, not the text "x.png"');
  const kept = logger.reportMedia("a", "b", { data: "x", extension: ".txt", history: Number.NaN });
  await expect(kept).rejects.toThrow(InvalidReportError);
});

test("a missing image is an error of the call, and stops nothing else", async () => {
  const { task } = await runningTask("missing image");
  await expect(task.logger.reportImage("a", "b", { path: "/nowhere.png" })).rejects.toThrow("/nowhere.png");
  task.logger.reportSingleValue("x", 1);
  await task.flush();
  expect(await task.getReportedSingleValues()).toEqual({ x: 1 });
});

test("samples go to another store and another history from when the logger is told", async () => {
  const { connection } = await liveConnection();
  const { cacheDir } = connection.config;
  await using task = await Task.init({ project: "demo", name: "samples elsewhere" }, { connection });
  const { logger } = task;
  expect([logger.defaultUploadDestination, logger.defaultDebugSampleHistory]).toEqual([
    connection.config.filesServer,
    100,
  ]);
  logger.setDefaultUploadDestination(`file://${cacheDir}/samples`);
  logger.setDefaultDebugSampleHistory(2);
  for (const iteration of [0, 1, 2]) {
    await logger.reportMedia("samples", "text", { data: String(iteration), extension: ".txt", iteration });
  }
  await task.flush();
  const urls: string[] = [];
  for await (const { url } of task.getDebugSamples("samples", "text")) {
    urls.push(url);
  }
  expect(urls[0]).toMatch(new RegExp(`^file://${cacheDir}/samples/.*text_00000000\\.txt$`));
  expect(Buffer.from(await connection.storage.read(urls[0] ?? "")).toString()).toBe("2");
  expect(() => logger.setDefaultDebugSampleHistory(1.5)).toThrow(InvalidValueError);
});

test("a sample is read from a stream to its end", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "demo", name: "streamed" }, { connection });
  const stream = Readable.from(["a,b\n", Buffer.from("1,2\n")]);
  await task.logger.reportMedia("samples", "csv", { stream, extension: ".csv" });
  await task.flush();
  const { value: sample } = await task.getDebugSamples("samples", "csv").next();
  expect(Buffer.from(await connection.storage.read(sample?.url ?? "")).toString()).toBe("a,b\n1,2\n");
});
