import { expect, test } from "vitest";
import { mergeDeep } from "./merge-deep.ts";

test("objects are merged, and everything else is replaced", () => {
  const base = { title: "a", axis: { title: "x", range: [0, 1] } };
  expect(mergeDeep(base, { axis: { range: [2] }, more: 1 })).toEqual({
    title: "a",
    axis: { title: "x", range: [2] },
    more: 1,
  });
  expect(base.axis.range).toEqual([0, 1]);
  expect(mergeDeep(base, undefined)).toEqual(base);
});

test("a key named like the prototype is a key like any other", () => {
  const overrides = JSON.parse('{ "__proto__": { "title": "b" } }');
  expect(JSON.stringify(mergeDeep({}, overrides))).toBe('{"__proto__":{"title":"b"}}');
});
