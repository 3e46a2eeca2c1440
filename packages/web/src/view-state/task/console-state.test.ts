import { expect, test } from "vitest";
import { consoleQuery, readConsoleState } from "./console-state.ts";

test("a state survives the way through an address", () => {
  const state = { find: "error & more", line: 50_000, all: true };
  expect(readConsoleState(consoleQuery(state))).toEqual(state);
  expect(consoleQuery(readConsoleState(""))).toBe("");
});

test("what nobody could have chosen is left out", () => {
  expect(readConsoleState("line=-4").line).toBeUndefined();
  expect(readConsoleState("line=first").line).toBeUndefined();
});
