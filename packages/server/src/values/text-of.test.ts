import { expect, test } from "vitest";
import { textOf } from "./text-of.ts";

test("a value is its text, and a structure its JSON, whatever its keys are", () => {
  expect(["a", 1, true, null, undefined].map(textOf)).toEqual(["a", "1", "true", "null", "undefined"]);
  expect([{ toString: "x" }, [{ toString: 1 }]].map(textOf)).toEqual(['{"toString":"x"}', '[{"toString":1}]']);
});
