import { expect, test } from "vitest";
import type { Imputation } from "../data/survey/schema.ts";
import { imputeColumn } from "./imputation.ts";

const hole = Number.NaN;
const values = Float64Array.of(hole, 1, 3, hole, 3, 8, hole);
const inOrder = [[0, 1, 2, 3, 4, 5, 6]];

test.each<[Imputation, number[]]>([
  [{ method: "none" }, [hole, 1, 3, hole, 3, 8, hole]],
  [{ method: "constant", value: -5 }, [-5, 1, 3, -5, 3, 8, -5]],
  [{ method: "median" }, [3, 1, 3, 3, 3, 8, 3]],
  [{ method: "mode" }, [3, 1, 3, 3, 3, 8, 3]],
  [{ method: "forward" }, [hole, 1, 3, 3, 3, 8, 8]],
  [{ method: "backward" }, [1, 1, 3, 3, 3, 8, hole]],
  [{ method: "rolling-mean", window: 2 }, [2, 1, 3, 3, 3, 8, 5.5]],
])("%j", (imputation, expected) => {
  expect([...imputeColumn(values, imputation, inOrder).column]).toEqual(expected);
});

test("the order of time counts, not the order of the file", () => {
  const column = Float64Array.of(10, hole, 20);
  expect([...imputeColumn(column, { method: "forward" }, [[2, 1, 0]]).column]).toEqual([10, 20, 20]);
});

test("nothing crosses from one group to another, and a group without a measurement stays empty", () => {
  const column = Float64Array.of(1, hole, 100, hole, hole);
  const { column: filled, filled: count } = imputeColumn(column, { method: "median" }, [[0, 1], [2, 3], [4]]);
  expect([...filled]).toEqual([1, 1, 100, 100, hole]);
  expect(count).toBe(2);
});

test("of text the most frequent value fills the holes", () => {
  const column = ["summer", "", "winter", "winter"];
  expect(imputeColumn(column, { method: "mode" }, [[0, 1, 2, 3]]).column).toEqual([
    "summer",
    "winter",
    "winter",
    "winter",
  ]);
  expect(imputeColumn(column, { method: "forward" }, [[0, 1, 2, 3]]).column[1]).toBe("summer");
});

test("the column that went in is left as it was", () => {
  imputeColumn(values, { method: "median" }, inOrder);
  expect(values[0]).toBeNaN();
});
