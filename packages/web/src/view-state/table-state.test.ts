import { expect, test } from "vitest";
import { readTableState, type TableState, tableQuery, UNTOUCHED } from "./table-state.ts";

test("a state survives the way through an address", () => {
  const state: TableState = {
    search: "a & b",
    statuses: ["failed", "completed"],
    tags: ["a, b", "c"],
    parameters: [{ section: "Args", name: "a/b=c", value: "50 % = x" }],
    days: 7,
    order: { column: "metric:loss/test & co", descending: false },
    columns: ["metric:loss/test & co", "parameter:Args/lr"],
    differing: true,
    archived: true,
    selected: ["1", "2"],
  };
  expect(readTableState(tableQuery(state))).toEqual(state);
});

test("an untouched table has no query", () => {
  expect(tableQuery(UNTOUCHED)).toBe("");
  expect(readTableState("")).toEqual(UNTOUCHED);
});

test("what nobody could have chosen is left out", () => {
  expect(
    readTableState(
      "days=365&status=sleeping&status=failed&column=secret&column=metric:a&parameter=lr&parameter=a/%25=1",
    ),
  ).toMatchObject({
    days: undefined,
    parameters: [],
    statuses: ["failed"],
    columns: ["metric:a"],
  });
});
