import { expect, test } from "vitest";
import { parseDates, parseHour } from "./date-time.ts";

test("dates are read with the year first or last", () => {
  const { dates } = parseDates(["2016-07-18", "18/07/2016", "18.7.16", "20160718", "2016-07-18T00:00:00Z"]);
  expect(new Set(dates)).toEqual(new Set(["2016-07-18"]));
});

test("the day comes first, unless the whole column says otherwise", () => {
  expect(parseDates(["01/02/2016", "05/08/2015"]).dates).toEqual(["2016-02-01", "2015-08-05"]);
  expect(parseDates(["01/02/2016", "01/28/2016"]).dates).toEqual(["2016-01-02", "2016-01-28"]);
});

test("a cell that is not a date is missing and counted", () => {
  expect(parseDates(["31/02/2016", "soon", "", "2016-13-01"])).toEqual({
    dates: ["", "", "", ""],
    hours: undefined,
    unreadable: 3,
  });
});

test("a day without a time tells no hour", () => {
  expect(parseDates(["1995-05-18T00:00:00Z"]).hours).toBeUndefined();
  expect(parseDates(["1995-05-18T00:00:00Z", "18/05/1995 14:30"]).hours).toEqual(Float64Array.of(0, 14.5));
});

test.each<[number | string, number]>([
  ["14:30", 14.5],
  ["14:30:00", 14.5],
  ["14h30", 14.5],
  ["9h", 9],
  ["2:30 pm", 14.5],
  ["12:15 am", 0.25],
  ["1430", 14.5],
  [14, 14],
])("%s is an hour", (cell, hour) => {
  expect(parseHour(cell)).toBe(hour);
});

test.each(["", "25:00", "12:61", "noon", "x"])("%j is not an hour", (cell) => {
  expect(parseHour(cell)).toBeNaN();
});
