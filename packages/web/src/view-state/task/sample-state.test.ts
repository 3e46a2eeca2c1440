import { expect, test } from "vitest";
import { readSampleState, sampleQuery } from "./sample-state.ts";

test("a state survives the way through an address, and an untouched one has no query", () => {
  const state = { search: "a & b", iteration: -3 };
  expect(readSampleState(sampleQuery(state))).toEqual(state);
  expect(sampleQuery(readSampleState(""))).toBe("");
  expect(readSampleState("iteration=last").iteration).toBe(undefined);
});
