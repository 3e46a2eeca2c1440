import { readFileSync } from "node:fs";
import { UnwritableValueError } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { InvalidReportError } from "../errors.ts";
import { histogramFigure, linesFigure, scatterFigure } from "./chart-figures.ts";
import { type Figure, figureJson } from "./figure-json.ts";
import { matrixFigure, surfaceFigure } from "./matrix-figures.ts";
import { scatter3dFigure } from "./space-figures.ts";
import { tableFigure } from "./table-figure.ts";

const { plots } = JSON.parse(
  readFileSync(new URL("../../../fixtures/python-vectors.json", import.meta.url), "utf8"),
) as {
  plots: Record<string, Figure>;
};

const drawn: Record<string, Figure> = {
  histogram: histogramFigure("residuals", "model", [1, 2, 3], { xAxis: "x", yAxis: "count" }),
  histogramLabels: histogramFigure(
    "t",
    "s",
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    { labels: ["a", "b"], xLabels: ["p", "q", "r"], mode: "stack" },
  ),
  scatter: scatterFigure(
    "title",
    "series",
    [
      [0.5, 1],
      [1.5, 2],
    ],
    { xAxis: "X", yAxis: "Y", labels: ["first", "second"], comment: "note" },
  ),
  lines: linesFigure(
    "title",
    [
      {
        name: "one",
        data: [
          [0, 1],
          [1, 2],
        ],
      },
      {
        name: "two",
        data: [
          [0.5, 3],
          [1, 4],
        ],
      },
    ],
    { xAxis: "x", yAxis: "y", reverseXAxis: true, layout: { xaxis: { type: "log" } } },
  ),
  confusion: matrixFigure(
    "t",
    "s",
    [
      [1, 2],
      [3, 4],
    ],
    { xAxis: "p", yAxis: "m", xLabels: ["a", "b"], yLabels: ["c", "d"], yAxisReversed: true, comment: "c" },
  ),
  heatmap: matrixFigure("t", "s", [[0.5, -1]], { xAxis: "p", yAxis: "m", layout: {} }),
  scatter3d: scatter3dFigure(
    "t",
    "s",
    [
      [1.5, 2, 3],
      [3, 4, 5],
    ],
    {
      xAxis: "x",
      yAxis: "y",
      zAxis: "z",
      labels: ["a", "b"],
      comment: "c",
      layout: { scene: { aspectmode: "cube" } },
    },
  ),
  surface: surfaceFigure(
    "t",
    "s",
    [
      [1, 2],
      [3, 4],
    ],
    { xAxis: "x", yAxis: "y", zAxis: "z", xLabels: ["a", "b"], camera: [1, 2, 3] },
  ),
  table: tableFigure(
    "title",
    "series",
    [
      ["name", "value"],
      ["a", 1],
      ["b", 2.5],
    ],
    {},
  ),
  tableEmpty: tableFigure("title", "series", [], {}),
};

test.each(Object.keys(plots))("draws a %s as Python does", (name) => {
  expect(JSON.parse(figureJson(drawn[name] as Figure, "nan"))).toEqual(plots[name]);
});

test("a table takes records, rows with a header, or columns", () => {
  const expected = tableFigure(
    "t",
    "s",
    [
      ["a", "b"],
      [1, null],
      [2, "x"],
    ],
    {},
  );
  expect(tableFigure("t", "s", [{ a: 1 }, { a: 2, b: "x" }], {})).toEqual(expected);
  expect(tableFigure("t", "s", { a: [1, 2], b: [undefined, "x"] }, {})).toEqual(expected);
  expect(() => tableFigure("t", "s", { a: [1, 2], b: [1] }, {})).toThrow('Column "b" is not as long as "a" (2 rows)');
  expect(() => tableFigure("t", "s", [["a"], [1], [2, 3]], {})).toThrow("Row 1 of the table has 2 cells");
});

test("numbers that JSON lacks become gaps or texts, at any depth", () => {
  const figure = { data: [{ y: new Float64Array([1, Number.NaN]), cells: [[Infinity]], at: new Date(0) }], layout: {} };
  expect(figureJson(figure, null)).toBe(
    '{"data":[{"y":[1,null],"cells":[["inf"]],"at":"1970-01-01T00:00:00.000Z"}],"layout":{}}',
  );
  expect(figureJson({ data: [{ y: [Number.NaN] }], layout: {} }, "nan")).toContain('"nan"');
});

test("gaps stay gaps, and anything else that is not a number is refused with its place", () => {
  const [bars] = histogramFigure("t", "s", [1, null, Number.NaN], {}).data;
  expect(bars?.["y"]).toEqual([1, null, Number.NaN]);
  const odd = ["0.5", undefined, 10n, true] as unknown[] as number[];
  expect(() => histogramFigure("t", "s", odd, { iteration: 2 })).toThrow(
    'Cannot report "t/s" at iteration 2: the value [0] must be a number, or null for a gap, not the text "0.5"',
  );
  expect(() => histogramFigure("t", "s", [[1], odd.slice(1)], {})).toThrow("the value [1][0] must be a number");
  expect(() => scatterFigure("t", "s", [[0, odd[2] as number]], {})).toThrow("not the bigint 10n");
  expect(() => linesFigure("t", [{ name: "line", data: [[0, odd[0] as number]] }], {})).toThrow('report "t/line"');
  expect(() => matrixFigure("t", "s", [[1, odd[3] as number]], {})).toThrow("the value [0][1]");
  expect(() => surfaceFigure("t", "s", [[odd[1] as number]], {})).toThrow(InvalidReportError);
});

test("nothing in a figure is lost or rounded", () => {
  const figure = (y: unknown) => ({ data: [{ y }], layout: {} });
  expect(figureJson(figure([5n, 2n ** 64n]), null)).toContain('[5,"18446744073709551616"]');
  expect(figureJson(figure(new Set([1])), null)).toContain('"y":[1]');
  expect(() => figureJson(figure([1, undefined]), null)).toThrow("undefined at $.data[0].y[1]");
  expect(() => figureJson(figure([() => 1]), null)).toThrow(UnwritableValueError);
});

test("several series share one space, each with its name", () => {
  const figure = scatter3dFigure(
    "t",
    "s",
    [
      { name: "a", data: [[1, 2, 3]] },
      { name: "b", data: [[4, null, 6]], labels: ["gap"] },
    ],
    { mode: "lines" },
  );
  expect(figure.data).toMatchObject([
    { name: "a", x: [1], y: [2], z: [3], mode: "lines", text: null },
    { name: "b", x: [4], y: [null], z: [6], text: ["gap"] },
  ]);
});

test("more points than a browser draws are thinned out evenly", () => {
  const points = Array.from({ length: 120_000 }, (_point, index): [number, number] => [index, index]);
  const [trace] = scatterFigure("t", "s", points, {}).data;
  expect(trace?.x).toHaveLength(40_000);
  expect(trace).toHaveProperty("x.2", 6);
});
