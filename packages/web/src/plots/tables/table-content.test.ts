import { expect, test } from "vitest";
import { tabbedText, tablesOf } from "./table-content.ts";

const table = (header: unknown, values: unknown) => ({ type: "table", header: { values: header }, cells: { values } });

test("columns become rows, short ones have empty cells at their end", () => {
  const [first] = tablesOf({ data: [table(["a", ["b", "c"]], [[1, 2], ["x"]])], layout: {} }) ?? [];
  expect(first).toEqual({
    columns: ["a", "b c"],
    rows: [
      [1, "x"],
      [2, undefined],
    ],
  });
  expect(first && tabbedText(first)).toBe("a\tb c\n1\tx\n2\t");
});

test("a figure with anything but tables is not one", () => {
  expect(tablesOf({ data: [table(["a"], [[1]]), { type: "scatter" }], layout: {} })).toBe(undefined);
  expect(tablesOf({ data: [], layout: {} })).toBe(undefined);
  expect(tablesOf({ data: [{ type: "table", cells: { values: { dtype: "f8" } } }], layout: {} })).toBe(undefined);
});

test("a table without header, or of one plain column, is a table all the same", () => {
  expect(tablesOf({ data: [{ type: "table", cells: { values: [1, 2] } }], layout: {} })).toEqual([
    { columns: [], rows: [[1], [2]] },
  ]);
});
