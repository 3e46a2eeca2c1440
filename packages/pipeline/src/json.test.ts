import { expect, test } from "vitest";
import { PipelineValueError } from "./errors.ts";
import { toJson, toJsonObject } from "./json.ts";

test("JSON is copied as it is, without what is undefined", () => {
  const value = { a: [1, "x", null, { b: true }], gone: undefined };
  expect(toJson(value, "value")).toEqual({ a: [1, "x", null, { b: true }] });
  expect(toJson(value, "value")).not.toBe(value);
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
])("%s is refused, with the place where it is", (_what, value, message) => {
  expect(() => toJson(value, "value")).toThrow(PipelineValueError);
  expect(() => toJson(value, "value")).toThrow(message);
});

test("the same object in two places is no circle", () => {
  const shared = { x: 1 };
  expect(toJson([shared, shared], "value")).toEqual([{ x: 1 }, { x: 1 }]);
});

test("a list is not an object of named values", () => {
  expect(() => toJsonObject([1], "Output")).toThrow("Output must be an object of named values");
});
