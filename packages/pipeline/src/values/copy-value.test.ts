import { expect, test } from "vitest";
import { PipelineValueError } from "../errors.ts";
import { copyValue, copyValueObject } from "./copy-value.ts";

test("JSON is copied as it is, without what is undefined", () => {
  const value = { a: [1, "x", null, { b: true }], gone: undefined };
  expect(copyValue(value, "value")).toEqual({ a: [1, "x", null, { b: true }] });
  expect(copyValue(value, "value")).not.toBe(value);
});

const circle: { self?: object } = {};
circle.self = circle;

test.each([
  ["a number that is none", { rate: Number.NaN }, "value.rate is NaN"],
  ["a date", { at: [new Date(0)] }, "value.at[0] is a Date"],
  ["a map", new Map(), "value is a Map"],
  ["a function", { run: () => 1 }, "value.run is a function"],
  ["a gap in a list", [1, undefined], "value[1] is undefined"],
  ["a bigint", 1n, "value is a bigint"],
  ["a circle", circle, "value.self contains itself"],
  ["what looks like a stored dataset", { a: { $clearml: "dataset", id: "1" } }, 'value.a has the name "$clearml"'],
])("%s is refused, with the place where it is", (_what, value, message) => {
  expect(() => copyValue(value, "value")).toThrow(PipelineValueError);
  expect(() => copyValue(value, "value")).toThrow(message);
});

test("the same object in two places is no circle", () => {
  const shared = { x: 1 };
  expect(copyValue([shared, shared], "value")).toEqual([{ x: 1 }, { x: 1 }]);
});

test("a list is not an object of named values", () => {
  expect(() => copyValueObject([1], "Output")).toThrow("Output must be an object of named values");
});
