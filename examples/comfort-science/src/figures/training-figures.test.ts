import { expect, test } from "vitest";
import type { TrainingResult } from "../training/training-result.ts";
import { comparisonSvg } from "./comparison-svg.ts";
import { trainingFigures } from "./training-figures.ts";

const validation = { folds: 5, rows: 300, seconds: 1 };
const model = {
  framework: "ydf",
  params: {},
  rows: { train: 300, test: 4 },
  seconds: { validation: 5, fit: 1 },
};
const result: TrainingResult = {
  task: "regression",
  mainMetric: "R2",
  comparison: [
    {
      ...model,
      name: "RandomForest",
      test: { R2: 0.25, RMSE: 1, MAE: 0.8, MAPE: 80 },
      validation: { ...validation, mean: { R2: 0.2 }, std: { R2: 0.02 } },
    },
    {
      ...model,
      name: "A<B",
      test: { R2: -0.1, RMSE: 2, MAE: 1.8 },
      validation: { ...validation, mean: { R2: -0.0001 }, std: { R2: 0.02 } },
    },
  ],
  best: {
    name: "RandomForest",
    framework: "ydf",
    params: {},
    metric: "R2",
    value: 0.25,
    validated: 0.2,
    file: { name: "random-forest.zip", bytes: new Uint8Array() },
    importance: [{ feature: "ta", value: 0.1 }],
  },
  predictions: {
    row: [0, 1, 2, 3],
    group: ["a", "a", "b", "b"],
    measured: Float64Array.of(-1, 0, 0, 2),
    predicted: Float64Array.of(-0.5, 0.1, 0.2, 1),
  },
  correlation: {
    names: ["ta", "target"],
    values: [
      [1, null],
      [null, 1],
    ],
  },
  skipped: [],
};

const figureOf = (title: string, from = result) => trainingFigures(from).find((entry) => entry.title === title)?.figure;

test("there is a figure for everything that was found, and all of them are plain JSON", () => {
  const figures = trainingFigures(result);
  expect(figures.map(({ title, series }) => `${title}: ${series}`)).toEqual([
    "Model comparison: R2",
    "Model comparison: RMSE",
    "Model comparison: MAE",
    "Model comparison: MAPE",
    "Predicted against measured: RandomForest",
    "Residuals: RandomForest",
    "Correlation: features",
    "Feature importance: RandomForest",
  ]);
  expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
});

test("a metric that a model does not have is a gap", () => {
  const mape = trainingFigures(result).find(({ series }) => series === "MAPE")?.figure;
  expect(mape?.data[0]).toMatchObject({ x: ["RandomForest", "A<B"], y: [80, null] });
});

test("votes have a column each, and every row is counted once", () => {
  const heat = figureOf("Predicted against measured")?.data[0];
  expect(heat).toMatchObject({ x: [-1, 0, 1, 2] });
  const counts = heat?.z as number[][] | undefined;
  expect(counts?.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
});

test("of classes there is the confusion matrix, and there are no residuals", () => {
  const predictions = { ...result.predictions, measured: ["-1", "0", "0", "2"], predicted: ["0", "0", "-1", "2"] };
  const classes: TrainingResult = { ...result, task: "classification", mainMetric: "Accuracy", predictions };
  expect(figureOf("Residuals", classes)).toBeUndefined();
  expect(figureOf("Predicted against measured", classes)?.data[0]).toMatchObject({
    x: ["-1", "0", "2"],
    // Row by row what was predicted, column by column what was measured.
    z: [
      [0, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ],
  });
});

test("the picture names every model, escapes its name, and marks the best", () => {
  const svg = comparisonSvg(result);
  expect(svg).toContain('class="best">Random forest</text>');
  expect(svg).toContain("A&lt;B");
  expect(svg).toContain("−0.100");
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
