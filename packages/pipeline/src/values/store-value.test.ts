import { expect, test } from "vitest";
import { PipelineValueError } from "../errors.ts";
import { storeValue, storeValues } from "./store-value.ts";

test("JSON is copied as it is, without what is undefined", () => {
  const value = { a: [1, "x", null, { b: true }], gone: undefined };
  const stored = storeValue(value, "value");
  expect(stored.value).toEqual({ a: [1, "x", null, { b: true }] });
  expect(stored.value).not.toBe(value);
  expect(stored.text).toBe('{"a": [1, "x", null, {"b": true}]}');
});

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1);
}

const circle: { self?: object } = {};
circle.self = circle;

test.each([
  ["a date", { at: [new Date(0)] }, "value.at[0] is a Date"],
  ["a map", new Map(), "value is a Map"],
  ["a function", { run: () => 1 }, "value.run is a function"],
  ["a gap in a list", [1, undefined], "value[1] is undefined"],
  ["a bigint", 1n, "value is a bigint"],
  ["a circle", circle, "value.self contains itself"],
  ["a symbol as a name", { [Symbol("s")]: 1 }, "value has the name Symbol(s)"],
  ["a list in six hundred lists", nested(600), "levels of lists and objects"],
  ["what looks like a stored dataset", { a: { $clearml: "dataset", id: "1" } }, 'value.a has the name "$clearml"'],
])("%s is refused, with the place where it is", (_what, value, message) => {
  expect(() => storeValue(value, "value")).toThrow(PipelineValueError);
  expect(() => storeValue(value, "value")).toThrow(message);
});

test("the same object in two places is not a circle", () => {
  const shared = { x: 1 };
  expect(storeValue([shared, shared], "value").value).toEqual([{ x: 1 }, { x: 1 }]);
});

test("a list is not an object of named values", () => {
  expect(() => storeValues([1], "Output")).toThrow("Output must be an object of named values");
});

test("a stored value cannot be changed, and neither can its maker change it", () => {
  const rows = [{ n: 1 }];
  const stored = storeValue({ rows }, "value");
  rows[0] = { n: 2 };
  expect(stored.value).toEqual({ rows: [{ n: 1 }] });
  expect(() => (stored.value as { rows: object[] }).rows.push({})).toThrow(TypeError);
});

test("a part of a stored value is a stored value, and is not looked through again", () => {
  const stored = storeValues({ rows: [{ n: 1 }], name: "x" }, "value");
  const rows = stored.part("rows");
  expect(rows?.text).toBe('[{"n": 1}]');
  expect(storeValue(rows?.value, "again")).toBe(rows);
  expect(storeValue({ inside: [rows?.value] }, "again").value).toEqual({ inside: [[{ n: 1 }]] });
  const again = storeValues({ given: rows?.value }, "again");
  expect(again.part("given")).toBe(rows);
  expect(stored.part("absent")).toBeUndefined();
});
