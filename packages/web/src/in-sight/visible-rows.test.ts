import { expect, test } from "vitest";
import { visibleRows } from "./visible-rows.ts";

test("a table of 10,000 rows draws those in sight and a few beside them", () => {
  expect(visibleRows({ rows: 10_000, rowHeight: 30, top: 3_000, height: 600 })).toEqual({ first: 90, end: 130 });
});

test("the ends of the table are the ends of what is drawn", () => {
  expect(visibleRows({ rows: 10_000, rowHeight: 30, top: 0, height: 600 })).toEqual({ first: 0, end: 30 });
  expect(visibleRows({ rows: 10_000, rowHeight: 30, top: 299_400, height: 600 })).toEqual({
    first: 9_970,
    end: 10_000,
  });
  expect(visibleRows({ rows: 3, rowHeight: 30, top: 900, height: 600 })).toEqual({ first: 3, end: 3 });
});
