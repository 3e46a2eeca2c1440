import { expect, test } from "vitest";
import { UnknownMetricError } from "../errors.ts";
import { isBetter, metricsOf, resolveMetric, score } from "./metrics.ts";

test("regression metrics are those of the textbook", () => {
  const scores = score(Float64Array.of(1, 2, 4, 5), Float64Array.of(1, 3, 4, 3));
  expect(scores.R2).toBeCloseTo(1 - 5 / 10);
  expect(scores.RMSE).toBeCloseTo(Math.sqrt(5 / 4));
  expect(scores.MAE).toBeCloseTo(3 / 4);
  expect(scores.MAPE).toBeCloseTo((100 * (0 + 1 / 2 + 0 + 2 / 5)) / 4);
});

test("MAPE leaves out rows whose target is zero, and is absent where all are", () => {
  expect(score(Float64Array.of(0, 2), Float64Array.of(5, 1)).MAPE).toBeCloseTo(50);
  expect(score(Float64Array.of(0, 0), Float64Array.of(5, 1))).not.toHaveProperty("MAPE");
});

test("R2 is absent where the target does not vary", () => {
  expect(Object.keys(score(Float64Array.of(2, 2), Float64Array.of(1, 2)))).toEqual(["RMSE", "MAE", "MAPE"]);
  expect(score(Float64Array.of(2), Float64Array.of(1))).not.toHaveProperty("R2");
});

test("F1 gives a rare class the weight of a frequent one", () => {
  const scores = score(["a", "a", "a", "b"], ["a", "a", "a", "a"]);
  expect(scores.Accuracy).toBeCloseTo(3 / 4);
  expect(scores.F1).toBeCloseTo((6 / 7 + 0) / 2);
});

test("metrics are found in any case, and an unknown one is answered with those that there are", () => {
  expect(resolveMetric("rmse")).toBe("RMSE");
  expect(() => resolveMetric("R3")).toThrow(UnknownMetricError);
  expect(() => resolveMetric("R3")).toThrow("R2, RMSE, MAE, MAPE, Accuracy, F1");
  expect(metricsOf("classification")).toEqual(["Accuracy", "F1"]);
});

test("a lower error is better, a higher R2 is better, and anything is better than nothing", () => {
  expect(isBetter("RMSE", 1, 2)).toBe(true);
  expect(isBetter("R2", 1, 2)).toBe(false);
  expect(isBetter("R2", 1, 1)).toBe(false);
  expect(isBetter("R2", -5, undefined)).toBe(true);
  expect(isBetter("R2", undefined, -5)).toBe(false);
});
