import { expect, test } from "vitest";
import { bestOf, nextBetter, usualBetter } from "./best-values.ts";

test.each([
  ["loss", "test", "lower"],
  ["train", "valLoss", "lower"],
  ["epoch_loss", "validation", "lower"],
  ["R2", "test", "higher"],
  ["RMSE", "validation", "lower"],
  ["Summary", "mean absolute error", "lower"],
  ["accuracy", "train", "higher"],
  ["loss", "accuracy", "higher"],
  ["learning curve", "test", "higher"],
  ["inference", "latency", "lower"],
  ["learning rate", "lr", "neither"],
  ["epoch", "epoch", "neither"],
  [":monitor:gpu", "gpu_0_utilization", "neither"],
] as const)("of %s / %s, the better values are %s", (metric, variant, better) => {
  expect(usualBetter(metric, variant)).toBe(better);
});

test("the best value is marked, or all that share it; none where nothing is better than the rest", () => {
  const values = [3, 1, undefined, 3, Number.NaN];
  expect([...bestOf(values, "higher")]).toEqual([0, 3]);
  expect([...bestOf(values, "lower")]).toEqual([1]);
  expect(bestOf(values, "neither").size).toBe(0);
  expect(bestOf([2, 2], "higher").size).toBe(0);
  expect(bestOf([2, undefined], "higher").size).toBe(0);
});

test("a choice leads to the next, and the last one to the first", () => {
  expect([nextBetter("higher"), nextBetter("lower"), nextBetter("neither")]).toEqual(["lower", "neither", "higher"]);
});
