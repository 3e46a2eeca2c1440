import { expect, test } from "vitest";
import { PLAIN, parseNumber } from "./number-format.ts";

test.each([
  ["0", 0],
  ["-1.5", -1.5],
  ["+3", 3],
  [".5", 0.5],
  ["7.", 7],
  ["1e-3", 0.001],
  ["\u22125.5", -5.5],
  ["\u20132", -2],
])("with a decimal point, %s is a number", (text, value) => {
  expect(parseNumber(text, PLAIN)).toBe(value);
});

test.each([
  ["22,5", 22.5],
  ["-0,25", -0.25],
  ["1.234,5", 1234.5],
  ["1.234", 1234],
  ["22", 22],
])("with a decimal comma and points between thousands, %s is a number", (text, value) => {
  expect(parseNumber(text, { decimal: ",", grouping: "." })).toBe(value);
});

test.each([
  ["1,234.5", { decimal: ".", grouping: "," }, 1234.5],
  ["1 234,5", { decimal: ",", grouping: " " }, 1234.5],
  ["1\u202f234\u00a0567", { decimal: ",", grouping: " " }, 1_234_567],
  ["1'234.5", { decimal: ".", grouping: "'" }, 1234.5],
  ["1\u2019234.5", { decimal: ".", grouping: "'" }, 1234.5],
  ["79 kg", { decimal: ".", unit: "kg" }, 79],
  ["55%", { decimal: ".", unit: "%" }, 55],
  ["22.5 °C", { decimal: ".", unit: "°C" }, 22.5],
  ["79", { decimal: ".", unit: "kg" }, 79],
] as const)("%s is a number of its format", (text, format, value) => {
  expect(parseNumber(text, format)).toBe(value);
});

test.each([
  "",
  "x",
  "22,5",
  "1.2.3",
  "007",
  "0x10",
  "Infinity",
  "12345678901234567890",
  "2016-07-18",
  "1 2",
  "79 kg",
  "1,234",
])("%j is not a number as programs write it", (text) => {
  expect(parseNumber(text, PLAIN)).toBeNaN();
});

test.each(["22.5", "1.23", "12.3456", "0.123", "1.234.56"])("%j does not fit a decimal comma", (text) => {
  expect(parseNumber(text, { decimal: ",", grouping: "." })).toBeNaN();
});
