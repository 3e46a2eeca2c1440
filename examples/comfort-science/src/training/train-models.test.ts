import { beforeAll, expect, test } from "vitest";
import { NoFeaturesError, TargetError } from "../data/errors.ts";
import { LearnerError, ModelCountError, TooFewGroupsError, UnknownMetricError } from "./errors.ts";
import type { FoldEvent } from "./folds/cross-validate.ts";
import { loadModel } from "./learners/load-model.ts";
import { madeUpTable } from "./rows/made-up-table.ts";
import { trainingData } from "./rows/training-data.ts";
import { startTrainingThreads } from "./threads/training-threads.ts";
import { trainModels } from "./train-models.ts";
import type { TrainingResult } from "./training-result.ts";

const table = madeUpTable();
const lines: string[] = [];
const folds: FoldEvent[] = [];
let result: TrainingResult;

beforeAll(async () => {
  result = await trainModels(table, {
    mainMetric: "r2",
    log: (line) => lines.push(line),
    onFold: (event) => folds.push(event),
  });
});

test("all learners are compared, the best by cross-validation first", () => {
  expect(result.comparison.map(({ name }) => name).sort()).toEqual([
    "Baseline",
    "CART",
    "GradientBoostedTrees",
    "PMV",
    "RandomForest",
    "Ridge",
  ]);
  const validated = result.comparison.map(({ validation }) => validation.mean.R2 ?? 0);
  expect(validated).toEqual([...validated].sort((a, b) => b - a));
  expect(result.best).toMatchObject({ name: result.comparison[0]?.name, metric: "R2", validated: validated[0] });
  expect(result.best.value).toBe(result.comparison[0]?.test.R2);
  expect(result.best.value).toBeGreaterThan(0.6);
});

test("the baseline explains nothing and says so", () => {
  const baseline = result.comparison.find(({ name }) => name === "Baseline");
  expect(Math.abs(baseline?.test.R2 ?? 1)).toBeLessThan(0.05);
});

test("predictions are those of the held-out rows, by the model as it is kept", async () => {
  const { row, group, measured, predicted } = result.predictions;
  expect(row.every((position) => table.split[position] === "test")).toBe(true);
  expect(group).toEqual(row.map((position) => table.group[position]));
  expect([...measured]).toEqual(row.map((position) => table.target[position]));
  using model = await loadModel(result.best.file);
  expect(model.predict(trainingData(table, "regression").test.rows)).toEqual(predicted);
});

test("folds are told of as they end, for every set of parameters tried", () => {
  const ofRidge = folds.filter(({ model }) => model === "Ridge");
  expect(new Set(ofRidge.map(({ candidate }) => candidate)).size).toBe(9);
  expect(ofRidge).toHaveLength(9 * 5);
  expect(
    folds
      .filter(({ model }) => model === "RandomForest")
      .map(({ fold }) => fold)
      .sort(),
  ).toEqual([0, 1, 2, 3, 4]);
  expect(lines).toContain(`${result.best.name} is the best by R2 in cross-validation.`);
});

test("the most valuable feature is the one that votes follow", () => {
  expect(result.best.importance[0]?.feature).toBe("ta");
});

test("the same seed gives the same comparison", async () => {
  const again = await trainModels(table, { mainMetric: "R2", models: 4 });
  const numbers = ({ comparison }: TrainingResult) =>
    comparison.map(({ name, params, test, validation }) => ({ name, params, test, mean: validation.mean }));
  const simple = new Set(again.comparison.map(({ name }) => name));
  expect(numbers(again)).toEqual(numbers(result).filter(({ name }) => simple.has(name)));
});

test("a metric for classes makes it classification of rounded votes", async () => {
  const classes = await trainModels(table, { mainMetric: "Accuracy", models: 4, tune: false });
  expect(classes.task).toBe("classification");
  expect(Object.keys(classes.comparison[0]?.test ?? {})).toEqual(["Accuracy", "F1"]);
  expect(classes.best.value).toBeGreaterThan(0.4);
  expect(new Set<number | string>(classes.predictions.measured)).toContain("-1");
});

test("without PMV its learner is left out, and that is said", async () => {
  const { pmvPrediction: _, ...without } = table;
  const { skipped, comparison } = await trainModels(without, { mainMetric: "MAE", models: 2 });
  expect(skipped).toEqual([{ name: "PMV", reason: "PMV is not known for any row" }]);
  expect(comparison.map(({ name }) => name)).toEqual(["Baseline"]);
});

test("what cannot be trained is refused before anything is", async () => {
  const refused = (change: Partial<typeof table>, options: { mainMetric?: string; models?: number } = {}) =>
    expect(trainModels({ ...table, ...change }, { mainMetric: "R2", ...options })).rejects;
  await refused({}, { mainMetric: "R3" }).toThrow(UnknownMetricError);
  await refused({}, { models: 0 }).toThrow(ModelCountError);
  await refused({}, { models: 7 }).toThrow("from 1 to 6");
  await refused({ target: new Float64Array(400).fill(2) }).toThrow(TargetError);
  await refused({ target: table.group }).toThrow("The target is text");
  await refused({ featureNames: [] }).toThrow(NoFeaturesError);
  await refused({ split: table.split.map(() => "train") }).toThrow(TooFewGroupsError);
  await refused({ group: table.group.map(() => "one") }).toThrow("1 group");
});

test("training ends in the middle when it is told to, for the reason given", async () => {
  const controller = new AbortController();
  const training = trainModels(table, {
    mainMetric: "R2",
    signal: controller.signal,
    onFold: () => controller.abort(new Error("enough")),
  });
  await expect(training).rejects.toThrow("enough");
  await expect(trainModels(table, { mainMetric: "R2", signal: AbortSignal.abort(new Error("early")) })).rejects.toThrow(
    "early",
  );
});

test("a learner that fails in its thread is named", async () => {
  await using threads = startTrainingThreads();
  const nothing = { columns: {}, target: new Float64Array() };
  const job = { learner: "RandomForest", params: {}, train: nothing, predict: nothing };
  const failure = await threads.run(job).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LearnerError);
  expect(failure).toMatchObject({
    learner: "RandomForest",
    message: expect.stringContaining("RandomForest could not be trained: "),
  });
});
