import { expect, test } from "vitest";
import { applyEncoder, encodedNames, fitEncoder } from "./encoder.ts";

const seasons = ["winter", "summer", "summer", "", "autumn"];

test("one-hot columns are those of the training rows' categories", () => {
  const encoder = fitEncoder(seasons, [0, 1, 2, 3], "one-hot");
  expect(encodedNames(encoder, "season")).toEqual(["season=summer", "season=winter"]);
  expect(applyEncoder(encoder, seasons)).toEqual([Float64Array.of(0, 1, 1, 0, 0), Float64Array.of(1, 0, 0, 0, 0)]);
});

test("labels number the categories; what is missing or unknown is missing", () => {
  const encoder = fitEncoder(seasons, [0, 1, 2, 3], "label");
  expect(encodedNames(encoder, "season")).toEqual(["season"]);
  expect(applyEncoder(encoder, seasons)).toEqual([Float64Array.of(1, 0, 0, Number.NaN, Number.NaN)]);
});

test("holes are filled by the most frequent category of the training rows", () => {
  const encoder = fitEncoder(seasons, [0, 1, 2, 3], "label");
  expect(applyEncoder(encoder, ["", "spring", "winter"], { fill: true })).toEqual([Float64Array.of(0, 0, 1)]);
});

test("categories with an order keep it", () => {
  const encoder = fitEncoder(["obese", "normal", "other"], [0, 1, 2], "label", ["underweight", "normal", "obese"]);
  expect(encoder.levels).toEqual(["normal", "obese", "other"]);
});

test("a category by the name of an object's property is a category", () => {
  const encoder = fitEncoder(["constructor", "a"], [1], "label");
  expect(applyEncoder(encoder, ["constructor", "__proto__"])).toEqual([Float64Array.of(Number.NaN, Number.NaN)]);
});
