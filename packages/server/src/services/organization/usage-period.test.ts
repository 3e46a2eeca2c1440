import { expect, test } from "vitest";
import { daysOf, readUsagePeriod, secondsByDay } from "./usage-period.ts";

const HOUR = 3_600_000;

test("a period is whole days in the zone of its beginning", () => {
  const { start, end } = readUsagePeriod("2026-01-01T13:00:00+02:00", "2026-01-02T01:00:00-05:00");
  expect(new Date(start).toISOString()).toBe("2025-12-31T22:00:00.000Z");
  expect(new Date(end).toISOString()).toBe("2026-01-02T22:00:00.000Z");
  expect(daysOf({ start, end })).toEqual([start, start + 24 * HOUR]);
});

test.each(["2026-01-01", "2026-01-01T10:00:00", "2026-01-01 10:00", "2026-01-01T10:00:00.123Z"])(
  "%s is a day in UTC",
  (text) => {
    expect(readUsagePeriod(text, text).start).toBe(Date.UTC(2026, 0, 1));
  },
);

test.each([
  ["yesterday", "2026-01-01"],
  ["2026-01-01", "2026-13-01"],
  ["2026-01-02", "2026-01-01"],
  ["1900-01-01", "2026-01-01"],
])("from %s to %s is not a period", (from, to) => {
  expect(() => readUsagePeriod(from, to)).toThrow("Validation failed");
});

test("a run is divided among the days it touches, as far as they are in the period", () => {
  const period = readUsagePeriod("2026-01-01", "2026-01-02");
  const at = (hours: number) => Date.UTC(2026, 0, 1) + hours * HOUR;
  expect(secondsByDay(period, at(1), at(2))).toEqual([{ day: 0, seconds: 3600 }]);
  expect(secondsByDay(period, at(-5), at(25))).toEqual([
    { day: 0, seconds: 86_400 },
    { day: 1, seconds: 3600 },
  ]);
  expect(secondsByDay(period, at(47), at(500))).toEqual([{ day: 1, seconds: 3600 }]);
  expect(secondsByDay(period, at(2), at(1))).toEqual([]);
  expect(secondsByDay(period, Number.NaN, at(1))).toEqual([]);
});
