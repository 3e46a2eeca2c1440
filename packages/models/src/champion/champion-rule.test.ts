import { InvalidValueError } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { UnknownMetricError } from "../errors.ts";
import { decideChampion, metricDirection } from "./champion-rule.ts";

test("the direction of a well-known metric is known however it is spelled", () => {
  expect(["R2", "R²", "accuracy", "macro F1"].map(metricDirection)).toEqual(["up", "up", "up", "up"]);
  expect(["RMSE", "mae", "Log Loss", "MAPE"].map(metricDirection)).toEqual(["down", "down", "down", "down"]);
});

test("an unknown metric asks for its direction", () => {
  expect(() => decideChampion({ metric: "comfort", candidate: 1 })).toThrow(UnknownMetricError);
  expect(() => metricDirection("constructor")).toThrow(UnknownMetricError);
  expect(decideChampion({ metric: "comfort", direction: "down", candidate: 1, champion: 2 })).toMatchObject({
    promoted: true,
  });
});

test("the first candidate becomes champion", () => {
  expect(decideChampion({ metric: "R2", candidate: 0.41256789 })).toEqual({
    promoted: true,
    reason: "There is no champion with a known R2; the candidate has 0.4126, and the baseline 0.",
  });
  expect(decideChampion({ metric: "MAE", candidate: 3 })).toEqual({
    promoted: true,
    reason: "There is no champion with a known MAE; the candidate has 3.",
  });
});

test("only a strictly better candidate replaces the champion", () => {
  expect(decideChampion({ metric: "R2", candidate: 0.5, champion: 0.4 })).toEqual({
    promoted: true,
    reason: "R2 0.5 is above the champion's 0.4, and higher is better.",
  });
  expect(decideChampion({ metric: "RMSE", candidate: 0.5, champion: 0.4 })).toEqual({
    promoted: false,
    reason: "RMSE 0.5 is above the champion's 0.4, and lower is better.",
  });
  expect(decideChampion({ metric: "R2", candidate: 0.4, champion: 0.4 }).promoted).toBe(false);
});

test("a candidate without a value never wins, a champion without one always loses", () => {
  expect(decideChampion({ metric: "R2", candidate: Number.NaN }).promoted).toBe(false);
  expect(decideChampion({ metric: "R2", candidate: 0.1, champion: Number.NaN }).promoted).toBe(true);
});

test("a candidate whose training diverged never wins, not even as the first; such a champion always loses", () => {
  expect(decideChampion({ metric: "loss", candidate: Number.NEGATIVE_INFINITY, champion: 0.3 })).toEqual({
    promoted: false,
    reason: "The candidate's loss is -Infinity, which shows nothing.",
  });
  expect(decideChampion({ metric: "loss", candidate: Number.POSITIVE_INFINITY }).promoted).toBe(false);
  expect(decideChampion({ metric: "loss", candidate: 9, champion: Number.NEGATIVE_INFINITY }).promoted).toBe(true);
});

test("a candidate that is worse than the baseline is not promoted, unless told otherwise", () => {
  expect(decideChampion({ metric: "R2", candidate: -0.0312345 })).toEqual({
    promoted: false,
    reason: "R2 -0.03123 is below the baseline's 0, and higher is better: the candidate is not better than no model.",
  });
  expect(decideChampion({ metric: "R2", candidate: -0.5, champion: -0.9 }).promoted).toBe(false);
  expect(decideChampion({ metric: "R2", candidate: -0.5, champion: -0.9, baseline: false }).promoted).toBe(true);
  expect(decideChampion({ metric: "Accuracy", candidate: 0.6, baseline: 0.7 }).promoted).toBe(false);
  expect(decideChampion({ metric: "RMSE", candidate: 1.2, baseline: 1.1 }).promoted).toBe(false);
  expect(decideChampion({ metric: "RMSE", candidate: 1.1, baseline: 1.1 }).reason).toBe(
    "RMSE 1.1 equals the baseline's, and lower is better: the candidate is not better than no model.",
  );
});

test("a candidate that was judged on too few rows is not promoted, unless told otherwise", () => {
  expect(decideChampion({ metric: "R2", candidate: 0.99, rows: 12 })).toEqual({
    promoted: false,
    reason: "R2 0.99 rests on 12 rows only, and at least 30 are asked for.",
  });
  expect(decideChampion({ metric: "R2", candidate: 0.99, rows: 30 }).promoted).toBe(true);
  expect(decideChampion({ metric: "R2", candidate: 0.99, rows: 12, minimumRows: 10 }).promoted).toBe(true);
});

test("numbers that differ do not read alike", () => {
  expect(decideChampion({ metric: "R2", candidate: 0.50001, champion: 0.5 }).reason).toBe(
    "R2 0.50001 is above the champion's 0.5, and higher is better.",
  );
});

test("an improvement that is smaller than asked for is not enough", () => {
  const contest = { metric: "R2", champion: 0.4, minImprovement: 0.1 };
  expect(decideChampion({ ...contest, candidate: 0.45 })).toEqual({
    promoted: false,
    reason: "R2 0.45 is above the champion's 0.4, which is less of an improvement than the 0.1 asked for.",
  });
  expect(decideChampion({ ...contest, candidate: 0.5 }).promoted).toBe(true);
  expect(decideChampion({ ...contest, candidate: 0.3 }).reason).toBe(
    "R2 0.3 is below the champion's 0.4, and higher is better.",
  );
  expect(decideChampion({ ...contest, metric: "RMSE", candidate: 0.35 }).promoted).toBe(false);
  expect(decideChampion({ ...contest, metric: "RMSE", candidate: 0.2 }).promoted).toBe(true);
  expect(() => decideChampion({ ...contest, candidate: 1, minImprovement: -1 })).toThrow(InvalidValueError);
});
