import { expect, test } from "vitest";
import { csvGrid } from "./csv-grid.ts";

test("a table is read with its quotes, and says which columns are numbers", () => {
  expect(csvGrid('room,vote\n"north, upper",1\n"say ""hi""",-2.5\n', true)).toEqual({
    columns: ["room", "vote"],
    rows: [
      ["north, upper", "1"],
      ['say "hi"', "-2.5"],
    ],
    areNumbers: [false, true],
  });
});

test("of a table that is cut off the last line is left out, as nobody knows how it goes on", () => {
  expect(csvGrid("a\tb\n1\t2\n3\t4", false).rows).toEqual([["1", "2"]]);
  expect(csvGrid("a\tb\n1\t2\n3\t4", true).rows).toHaveLength(2);
  expect(csvGrid('a,b\n1,"x\ny"\n2,"cut\no', false).rows).toEqual([["1", "x\ny"]]);
  expect(csvGrid("", true)).toEqual({ columns: [], rows: [], areNumbers: [] });
});
