import { expect, test } from "vitest";
import { UnknownMetricError } from "../errors.ts";
import { decideChampion, metricDirection } from "./champion-rule.ts";

test("the direction of a well-known metric is known however it is spelled", () => {
  expect(["R2", "R²", "accuracy", "macro F1"].map(metricDirection)).toEqual(["up", "up", "up", "up"]);
  expect(["RMSE", "mae", "Log Loss", "MAPE"].map(metricDirection)).toEqual(["down", "down", "down", "down"]);
});

test("an unknown metric asks for its direction", () => {
  expect(() => decideChampion({ metric: "comfort", candidate: 1 })).toThrow(UnknownMetricError);
  expect(decideChampion({ metric: "comfort", direction: "down", candidate: 1, champion: 2 })).toMatchObject({
    promoted: true,
  });
});

test("the first candidate becomes champion", () => {
  expect(decideChampion({ metric: "R2", candidate: -3 })).toEqual({
    promoted: true,
    reason: "No champion with a known R2 is in force; the candidate has -3.",
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
