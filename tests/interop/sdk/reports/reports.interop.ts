import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";
import { Task, withTask } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

/** The smallest PNG there is. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("reports", () => {
  describe(pythonToTypeScript, () => {
    let task: Task;
    let plots: PlotEvent[];
    let samples: DebugImageEvent[];

    beforeAll(async () => {
      using stock = both.anotherPython({ stock: true });
      task = await Task.get({ id: await stock.run<string>("reports/write_reports.py") }, both);
      plots = await task.getReportedPlots();
      const { metrics } = await both.connection.services.events.debugImages({ metrics: [{ task: task.id }] });
      samples = metrics.flatMap(({ iterations }) => iterations.flatMap(({ events }) => events));
    });

    test("scalars", async () => {
      const scalars = await task.getReportedScalars();
      expect(scalars["loss"]).toEqual({ train: { x: [0, 1, 2], y: [0.5, 0.25, 0.125] }, test: { x: [10], y: [0.75] } });
      expect(scalars["a.title $with"]).toEqual({ "odd.series": { x: [0], y: [1] } });
    });

    test("single values", async () => {
      expect(await task.getReportedSingleValues()).toEqual({ R2: 0.42 });
    });

    test.each(["frame", "rows"])("table: %s", (variant) => {
      const [trace] = figure(plots, "tables", variant).data;
      expect(trace).toMatchObject({ type: "table", header: { values: expect.anything() } });
    });

    test.each(["histogram", "vector", "scatter", "scatter 3d", "confusion matrix", "surface", "plotly"])(
      "plot: %s",
      (variant) => {
        expect(figure(plots, "plots", variant).data).not.toHaveLength(0);
      },
    );

    test("plot: lines", () => {
      expect(figure(plots, "lines", "").data).toMatchObject([{ name: "line", x: [0, 1], y: [1, 2] }]);
    });

    test.each([
      ["array", [0xff, 0xd8, 0xff]],
      ["file", [0x89, 0x50, 0x4e, 0x47]],
    ])("debug image: %s", async (variant, signature) => {
      const bytes = await both.connection.storage.read(sample(samples, variant).url);
      expect([...bytes.subarray(0, signature.length)]).toEqual(signature);
    });

    test("media: content and link", async () => {
      const bytes = await both.connection.storage.read(sample(samples, "stream").url);
      expect(Buffer.from(bytes).toString()).toBe("a,b\n1,2\n");
      expect(sample(samples, "link").url).toBe("https://example.com/clip.mp4");
    });

    test("console", async () => {
      const lines: string[] = [];
      for await (const { msg } of task.getReportedConsole()) {
        lines.push(msg);
      }
      const text = lines.join("\n");
      for (const said of ["said by the logger", "said by print: ção", "said on stderr"]) {
        expect(text).toContain(said);
      }
    });
  });

  describe(typeScriptToPython, () => {
    interface Reports {
      scalars: Record<string, Record<string, { x: number[]; y: number[] }>>;
      last: Record<string, Record<string, Record<"last" | "min" | "max", number>>>;
      singleValues: Record<string, number>;
      plots: Record<string, { data: Record<string, unknown>[] }>;
      console: string[];
      picture: string;
      table: string;
      link: string[];
    }
    let read: Reports;

    beforeAll(async () => {
      const { connection, python } = both;
      const id = await withTask(
        { project, name: "reports" },
        async ({ id, logger }) => {
          [0.5, 0.25, 0.125].forEach((value, iteration) => {
            logger.reportScalar("loss", "train", value, { iteration });
          });
          logger.reportScalar("loss", "test", 0.75, { iteration: 10 });
          logger.reportScalar("a.title $with", "odd.series", 1, { iteration: 0 });
          logger.reportSingleValue("R2", 0.42);

          const table = [
            { city: "Porto", t: 21.5 },
            { city: "São Paulo", t: Number.NaN },
          ];
          logger.reportTable("tables", "rows", { table });
          logger.reportHistogram("plots", "histogram", [1, 2, 3], { xLabels: ["x", "y", "z"] });
          logger.reportScatter2d("plots", "scatter", [
            [1, 2],
            [3, 4],
          ]);
          logger.reportLinePlot("lines", [
            {
              name: "line",
              data: [
                [0, 1],
                [1, 2],
              ],
            },
          ]);
          const matrix = [
            [5, 1],
            [2, 7],
          ];
          logger.reportConfusionMatrix("plots", "confusion matrix", matrix, { xLabels: ["a", "b"] });
          logger.reportSurface("plots", "surface", matrix);
          logger.reportPlotly("plots", "plotly", { data: [{ type: "bar", x: ["p"], y: [3] }] });

          await logger.reportImage("samples", "picture", { data: pixel, extension: ".png" });
          await logger.reportMedia("samples", "table", { data: "a,b\n1,2\n", extension: ".csv" });
          await logger.reportMedia("samples", "link", { url: "https://example.com/clip.mp4" });

          logger.reportText("said by the logger", { level: "warning" });
          process.stdout.write("said on stdout: ção\n");
          process.stderr.write("said on stderr\n");
          return id;
        },
        { connection },
      );
      read = await python.run("reports/read_reports.py", id);
    });

    test("scalars", () => {
      expect(read.scalars["loss"]).toMatchObject({
        train: { x: [0, 1, 2], y: [0.5, 0.25, 0.125] },
        test: { x: [10], y: [0.75] },
      });
      expect(read.scalars["a.title $with"]).toMatchObject({ "odd.series": { x: [0], y: [1] } });
      expect(read.last["loss"]?.["train"]).toMatchObject({ last: 0.125, min: 0.125, max: 0.5 });
    });

    test("single values", () => {
      expect(read.singleValues).toEqual({ R2: 0.42 });
    });

    test("table: rows", () => {
      expect(read.plots["tables/rows"]?.data).toMatchObject([
        {
          type: "table",
          cells: {
            values: [
              ["Porto", "São Paulo"],
              [21.5, "nan"],
            ],
          },
        },
      ]);
    });

    test.each(["histogram", "scatter", "confusion matrix", "surface", "plotly"])("plot: %s", (variant) => {
      expect(read.plots[`plots/${variant}`]?.data).not.toHaveLength(0);
    });

    test("plot: lines", () => {
      expect(read.plots["lines/"]?.data).toMatchObject([{ name: "line", x: [0, 1], y: [1, 2] }]);
    });

    test("debug image: file", () => {
      expect(read.picture).toBe(pixel.toString("hex"));
    });

    test("media: content and link", () => {
      expect(read.table).toBe("a,b\n1,2\n");
      expect(read.link).toEqual(["https://example.com/clip.mp4"]);
    });

    test("console", () => {
      const text = read.console.join("\n");
      for (const said of ["said by the logger", "said on stdout: ção", "said on stderr"]) {
        expect(text).toContain(said);
      }
    });
  });
});

interface Figure {
  data: Record<string, unknown>[];
}

function figure(plots: readonly PlotEvent[], metric: string, variant: string): Figure {
  const event = plots.find((plot) => plot.metric === metric && plot.variant === variant);
  if (!event) {
    const known = plots.map((plot) => `${plot.metric}/${plot.variant}`);
    throw new Error(`There is no plot ${metric}/${variant}, only ${known.join(", ")}.`);
  }
  return JSON.parse(event.plot_str) as Figure;
}

function sample(samples: readonly DebugImageEvent[], variant: string): DebugImageEvent {
  const event = samples.find((candidate) => candidate.variant === variant);
  if (!event) {
    throw new Error(`There is no sample "${variant}", only ${samples.map((s) => s.variant).join(", ")}.`);
  }
  return event;
}
