import { expect, test } from "vitest";
import { readTableState, type TableState, tableQuery, UNTOUCHED } from "./table-state.ts";

test("a state survives the way through an address", () => {
  const state: TableState = {
    search: "a & b",
    statuses: ["failed", "completed"],
    order: { column: "metric:loss/test & co", descending: false },
    columns: ["metric:loss/test & co", "parameter:Args/lr"],
    archived: true,
  };
  expect(readTableState(tableQuery(state))).toEqual(state);
});

test("an untouched table has no query", () => {
  expect(tableQuery(UNTOUCHED)).toBe("");
  expect(readTableState("")).toEqual(UNTOUCHED);
});

test("what nobody could have chosen is left out", () => {
  expect(readTableState("status=sleeping&status=failed&column=secret&column=metric:a")).toMatchObject({
    statuses: ["failed"],
    columns: ["metric:a"],
  });
});
