import { expect, test } from "vitest";
import { modelListQuery, readModelListState } from "./model-list-state.ts";
import { modelQuery, readModelState } from "./model-state.ts";

test("the state of a model survives the way through an address", () => {
  const state = { against: "0123", all: true };
  expect(readModelState(modelQuery(state))).toEqual(state);
  expect(modelQuery(readModelState(""))).toBe("");
});

test("the state of the list survives the way through an address, and an order that nobody could choose is left out", () => {
  const state = { search: "a & b", champions: true, project: "p", order: "-framework" };
  expect(readModelListState(modelListQuery(state))).toEqual(state);
  expect(modelListQuery(readModelListState("order=secret"))).toBe("");
});
