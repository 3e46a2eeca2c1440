import { expect, test } from "vitest";
import { parseNumber } from "./parse-number.ts";

test.each([
  ["0", 0],
  ["-1.5", -1.5],
  ["+3", 3],
  [".5", 0.5],
  ["7.", 7],
  ["1e-3", 0.001],
])("with a decimal point, %s is a number", (text, value) => {
  expect(parseNumber(text, ".")).toBe(value);
});

test.each([
  ["22,5", 22.5],
  ["-0,25", -0.25],
  ["1.234,5", 1234.5],
  ["22.5", 22.5],
  ["22", 22],
])("with a decimal comma, %s is a number", (text, value) => {
  expect(parseNumber(text, ",")).toBe(value);
});

test.each(["", "x", "22,5", "1.2.3", "007", "0x10", "Infinity", "12345678901234567890", "2016-07-18", "1 2"])(
  "%j is not a number with a decimal point",
  (text) => {
    expect(parseNumber(text, ".")).toBeNaN();
  },
);
