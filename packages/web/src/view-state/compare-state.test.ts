import { expect, test } from "vitest";
import { type CompareState, compareQuery, readCompareState } from "./compare-state.ts";

test("a state survives the way through an address", () => {
  const state: CompareState = {
    ...readCompareState(""),
    ids: ["0a", "1b"],
    part: "relations",
    all: true,
    statistic: "max_value",
    better: { "metric:a:b": "lower" },
    across: "parameter:Args/lr & co",
    up: "metric:a.b",
    axes: ["parameter:Args/lr", "metric:a:b"],
    brushes: { "metric:a:b": { min: -0.5, max: 1e-7 } },
    smoothing: 0.5,
  };
  expect(readCompareState(compareQuery(state))).toEqual(state);
});

test("what nobody could have chosen is left out", () => {
  const { ids, part, statistic, better, brushes } = readCompareState(
    "ids=a,,a,<b>&part=all&statistic=sum&better=best:k&brush=2:1:k&brush=x:1:k",
  );
  expect({ ids, part, statistic, better, brushes }).toEqual({
    ids: ["a"],
    part: "parameters",
    statistic: "value",
    better: {},
    brushes: {},
  });
});
