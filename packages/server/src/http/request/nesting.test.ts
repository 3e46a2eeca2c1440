import { expect, test } from "vitest";
import { isNestedDeeper } from "./nesting.ts";

test.each([
  ["{}", 1],
  ['{"a":{"[":[1,{}]}}', 4],
  ["[[],[],[[]]]", 3],
  ['["\\"[[[", "\\\\", [1]]', 2],
])("%s has %i levels", (text, levels) => {
  expect(isNestedDeeper(text, levels)).toBe(false);
  expect(isNestedDeeper(text, levels - 1)).toBe(true);
});

test("brackets in texts are not levels", () => {
  for (const text of ["5", '"[[["', '"\\"[[["', '"\\\\"']) {
    expect(isNestedDeeper(text, 0)).toBe(false);
  }
});

test("what is no JSON has an answer as well", () => {
  expect(isNestedDeeper("]]]]", 0)).toBe(false);
  expect(isNestedDeeper('"', 0)).toBe(false);
  expect(isNestedDeeper('{"a":'.repeat(1_000_000), 200)).toBe(true);
});
