import { expect, test } from "vitest";
import { decideNumberFormat } from "./decide-number-format.ts";

const decide = (texts: string[], decimal: "." | "," = ".", units: "none" | "separated" | "any" = "none") =>
  decideNumberFormat(texts, { decimal, units });

test("a thousand among decimal commas is a thousand, whatever the rest of the file says", () => {
  expect(decide(["1.234", "22,5"])).toEqual({ decimal: ",", grouping: "." });
  expect(decide(["1,234", "22.5"], ",")).toEqual({ decimal: ".", grouping: "," });
});

test("a column that does not say is written as the rest of the file", () => {
  expect(decide(["2,000", "1,500"])).toEqual({ decimal: ".", grouping: "," });
  expect(decide(["2,000", "1,500"], ",")).toEqual({ decimal: "," });
  expect(decide(["1", "2"], ",")).toEqual({ decimal: "," });
});

test("three decimals after a zero, or two groups of thousands, leave no doubt", () => {
  expect(decide(["0.125", "1.250"], ",")).toEqual({ decimal: "." });
  expect(decide(["1.234.567", "1.234"])).toEqual({ decimal: ",", grouping: "." });
});

test("a unit is taken off where most numbers have it", () => {
  expect(decide(["79 kg", "80", "81 kg", "170 lb"], ".", "any")).toEqual({ decimal: ".", unit: "kg" });
  expect(decide(["55%", "60%"], ".", "separated")).toEqual({ decimal: ".", unit: "%" });
});

test("letters that touch a number are part of a name, unless the column is known to hold numbers", () => {
  expect(decide(["101A", "102A"], ".", "separated")).toEqual({ decimal: "." });
  expect(decide(["79kg"], ".", "any")).toEqual({ decimal: ".", unit: "kg" });
});
