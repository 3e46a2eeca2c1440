import { expect, test } from "vitest";
import { createTable } from "../data/table/table.ts";
import { distinctRows } from "./duplicates.ts";

test("the first of equal rows is kept, whatever the columns are called", () => {
  const table = createTable([
    ["row", Float64Array.of(1, 2, 1, Number.NaN, Number.NaN, 1)],
    ["a.b 'c'", ["x", "x", "x", "", "", "y"]],
  ]);
  expect(distinctRows(table)).toEqual([0, 1, 3, 5]);
});

test("numbers and text that look alike across columns are not equal rows", () => {
  const table = createTable([
    ["a", ["1", "1|", "1"]],
    ["b", ["|2", "2", "|2"]],
  ]);
  expect(distinctRows(table)).toEqual([0, 1]);
});
