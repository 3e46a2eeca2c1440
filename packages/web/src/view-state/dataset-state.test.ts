import { expect, test } from "vitest";
import { datasetQuery, readDatasetState } from "./dataset-state.ts";

test("a state survives the way through an address, and an untouched one has no query", () => {
  const state = { search: "a & b", against: "0123" };
  expect(readDatasetState(datasetQuery(state))).toEqual(state);
  expect(datasetQuery(readDatasetState("against="))).toBe("");
});
