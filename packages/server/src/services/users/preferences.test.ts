import { expect, test } from "vitest";
import { ApiFailure } from "../../errors.ts";
import { mergePreferences } from "./preferences.ts";

test("a dotted key changes one place and leaves the rest", () => {
  const present = { view: { columns: ["a"], width: 10 } };

  expect(mergePreferences(present, { "view.width": 20, theme: "dark" })).toEqual({
    view: { columns: ["a"], width: 20 },
    theme: "dark",
  });
  expect(present.view.width).toBe(10);
});

test.each([
  { $where: 1 },
  { a: { $gt: 1 } },
  { a: [{ "b.c": 1 }] },
  JSON.parse('{"__proto__.x": 1}'),
  JSON.parse('{"a": {"__proto__": {"x": 1}}}'),
])("the keys of %j are refused", (changes) => {
  expect(() => mergePreferences({}, changes)).toThrow(ApiFailure);
});

test("a path through a value is refused", () => {
  expect(() => mergePreferences({ a: 1 }, { "a.b": 2 })).toThrow(ApiFailure);
});
