import { expect, test } from "vitest";
import { pmv } from "./pmv.ts";

const rows = (pmvPrediction: number[], target: Float64Array | string[] = Float64Array.of(1, 2, 3)) => ({
  columns: {},
  target,
  pmvPrediction: Float64Array.from(pmvPrediction),
});

test("PMV is handed on where it is known, and the mean of the training rows elsewhere", async () => {
  using model = await pmv.fit(rows([0, 0, 0]), {});
  expect(model.predict(rows([0.4, Number.NaN, -2]))).toEqual(Float64Array.of(0.4, 2, -2));
});

test("of classes PMV names the nearest that there is", async () => {
  using model = await pmv.fit(rows([0, 0, 0], ["-1", "0", "0"]), {});
  expect(model.predict(rows([-2.6, Number.NaN, 0.4]))).toEqual(["-1", "0", "0"]);
});

test("PMV is left out where it is not known, or where classes are not votes", () => {
  expect(pmv.unsuitable?.(rows([Number.NaN, Number.NaN, Number.NaN]))).toMatch("not known for any row");
  expect(pmv.unsuitable?.(rows([1, 1, 1], ["hot", "cold", "hot"]))).toMatch("not votes on a scale");
  expect(pmv.unsuitable?.(rows([1, Number.NaN, 1]))).toBeUndefined();
  expect(pmv.note?.(rows([1, Number.NaN, 1]))).toMatch("67 %");
});
