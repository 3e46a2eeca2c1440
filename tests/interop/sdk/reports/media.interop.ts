import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

const jpeg = "ffd8ff";
const png = "89504e47";

/** Figures, pictures and media. */
describe("reports", () => {
  let both: BothLanguages;
  let task: Task;
  let htmlIsThere: boolean;
  let plots: PlotEvent[];
  let samples: DebugImageEvent[];

  beforeAll(async () => {
    both = await bothLanguages();
    const written = await both.python.run<{ task: string; htmlIsThere: boolean }>("reports/write_media.py");
    htmlIsThere = written.htmlIsThere;
    task = await Task.get({ id: written.task }, both);
    plots = await task.getReportedPlots();
    const asked = { metrics: [{ task: task.id }], iters: 100 };
    const { metrics } = await both.connection.services.events.debugImages(asked);
    samples = metrics.flatMap(({ iterations }) => iterations.flatMap(({ events }) => events));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  const figure = (metric: string, variant: string) => {
    const event = plots.find((plot) => plot.metric === metric && plot.variant === variant);
    return JSON.parse(event?.plot_str ?? "null") as { data: object[]; layout: object };
  };
  const bytesOf = async (variant: string) => {
    const sample = samples.find((candidate) => candidate.variant === variant);
    return Buffer.from(await both.connection.storage.read(sample?.url ?? ""));
  };
  const urlsOf = (variant: string) => samples.filter((sample) => sample.variant === variant).map(({ url }) => url);

  describe(pythonToTypeScript, () => {
    test("matplotlib: figure that is shown", () => {
      expect(figure("shown", "plot").data).toMatchObject([{ type: "scatter", x: [1, 2, 3], y: [1, 4, 9] }]);
    });

    test("matplotlib: figure", () => {
      expect(figure("matplotlib", "interactive").data).toMatchObject([{ type: "scatter", y: [1, 4, 9] }]);
    });

    test("matplotlib: picture among the plots", async () => {
      const { data, layout } = figure("matplotlib", "picture in plots");
      expect(data).toEqual([]);
      const [{ source }] = (layout as { images: [{ source: string }] }).images;
      const picture = Buffer.from(await both.connection.storage.read(source));
      expect(picture.subarray(0, 4).toString("hex")).toBe(png);
    });

    test.each([
      ["matplotlib: debug sample", "debug sample"],
      ["debug image: numbers between 0 and 1", "floats"],
      ["debug image: grey", "grey"],
      ["debug image: PIL", "PIL"],
    ])("%s", async (_, variant) => {
      expect((await bytesOf(variant)).subarray(0, 3).toString("hex")).toBe(jpeg);
    });

    test("debug image: url", () => {
      expect(urlsOf("url")).toEqual(["https://example.com/picture.png"]);
    });

    test("debug image: odd characters in its name", async () => {
      expect((await bytesOf("file / with:odd?name#%")).subarray(0, 4).toString("hex")).toBe(png);
    });

    test("debug image: one an iteration", () => {
      expect(new Set(urlsOf("array of iteration")).size).toBe(12);
    });

    test("debug image: the last three iterations", async () => {
      const kept = samples.filter(({ variant }) => variant === "three kept");
      expect(kept.map(({ iter }) => iter)).toEqual([11, 10, 9]);
      expect(new Set(kept.map(({ url }) => url)).size).toBe(3);
    });

    test("media: audio", async () => {
      const sound = await bytesOf("audio");
      expect([sound.length, sound.subarray(0, 4).toString()]).toEqual([1644, "RIFF"]);
    });

    test("media: video", async () => {
      expect((await bytesOf("video")).toString()).toContain("ftypmp42");
    });

    test("media: html, deleted once it is uploaded", async () => {
      expect((await bytesOf("html")).toString()).toBe("<h1>olá</h1>");
      expect(htmlIsThere).toBe(false);
    });

    test.each(["csv", "url"])("table: %s", (variant) => {
      expect(figure("tables", variant).data).toMatchObject([
        {
          header: { values: [["city"], ["t"]] },
          cells: {
            values: [
              ["Porto", "São Paulo"],
              [21.5, "nan"],
            ],
          },
        },
      ]);
    });

    test("plot: surface with axes and camera", () => {
      expect(figure("plots", "surface").layout).toMatchObject({
        scene: { xaxis: { title: "x" }, camera: { eye: { x: 1, y: 2, z: 3 } } },
      });
    });

    test("plot: scatter 3d of two series", () => {
      expect(figure("plots", "scatter 3d").data).toMatchObject([
        { type: "scatter3d", x: [1], y: [2], z: [3] },
        { type: "scatter3d", x: [3], y: [4], z: [5] },
      ]);
    });

    test("plot: plotly in three dimensions", () => {
      expect(figure("plots", "plotly 3d")).toMatchObject({
        data: [{ type: "mesh3d", z: [0, 0, 0, 1] }],
        layout: { scene: { aspectmode: "cube" } },
      });
    });

    test("plot: over iterations", async () => {
      const { plots } = await both.connection.services.events.getTaskPlots({ task: task.id, iters: 3 });
      const bars = plots.filter(({ metric }) => metric === "over iterations");
      expect(bars.map(({ iter }) => iter).sort()).toEqual([0, 1, 2]);
    });
  });
});
