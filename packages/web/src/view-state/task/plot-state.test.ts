import { expect, test } from "vitest";
import { plotQuery, readPlotState } from "./plot-state.ts";

test("a state survives the way through an address", () => {
  const state = { search: "roc", iterations: { "a:b & c": 12, d: -1 }, large: "roc test" };
  expect(readPlotState(plotQuery(state))).toEqual(state);
  expect(plotQuery(readPlotState(""))).toBe("");
});

test("what nobody could have chosen is left out", () => {
  expect(readPlotState("iteration=x:a&iteration=5&iteration=5:&iteration=7:a").iterations).toEqual({ a: 7 });
});
