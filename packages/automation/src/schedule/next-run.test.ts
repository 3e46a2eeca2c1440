import { expect, test } from "vitest";
import { ScheduleError } from "../errors.ts";
import { nextRun, type TimingState } from "./next-run.ts";
import { checkTiming, type Timing } from "./timing.ts";

/** The first times after a moment, each run at its time. */
function times(timing: Timing & { atOnce?: boolean; recurring?: boolean }, start: string, count = 3): string[] {
  const { atOnce = false, recurring = true, ...fields } = timing;
  const begun = new Date(atOnce ? 0 : start);
  const state: TimingState = { ...fields, recurring, startingTime: begun, lastExecuted: undefined, scheduleCounter: 0 };
  const found: string[] = [];
  for (let at = nextRun(state); at && found.length < count; at = nextRun(state)) {
    const now = new Date(Math.max(at.getTime(), Date.parse(start)));
    found.push(now.toISOString().slice(0, 16));
    state.scheduleCounter += atOnce && state.lastExecuted === undefined ? 0 : 1;
    state.lastExecuted = now;
  }
  return found;
}

const start = "2026-01-15T10:20:00Z"; // a Thursday

test.each<[string, Timing & { atOnce?: boolean; recurring?: boolean }, string[]]>([
  ["every 15 minutes", { minute: 15 }, ["2026-01-15T10:35", "2026-01-15T10:50", "2026-01-15T11:05"]],
  ["every hour", { hour: 1 }, ["2026-01-15T11:00", "2026-01-15T12:00", "2026-01-15T13:00"]],
  ["every hour at half past", { hour: 1, minute: 30 }, ["2026-01-15T10:30", "2026-01-15T11:30", "2026-01-15T12:30"]],
  [
    "every day at 22:30",
    { day: 1, hour: 22, minute: 30 },
    ["2026-01-15T22:30", "2026-01-16T22:30", "2026-01-17T22:30"],
  ],
  [
    "each Saturday at 8:30",
    { weekdays: ["saturday"], day: 0, hour: 8, minute: 30 },
    ["2026-01-17T08:30", "2026-01-24T08:30", "2026-01-31T08:30"],
  ],
  ["the fifth of each month", { month: 1, day: 5 }, ["2026-02-05T00:00", "2026-03-05T00:00", "2026-04-05T00:00"]],
  ["once a year", { year: 1, month: 3, day: 4 }, ["2026-03-04T00:00", "2027-03-04T00:00", "2028-03-04T00:00"]],
  ["one day only", { year: 2100, month: 2, day: 3, hour: 4 }, ["2100-02-03T04:00"]],
  ["once", { hour: 1, recurring: false }, ["2026-01-15T11:00"]],
  [
    "at once, and then every hour",
    { hour: 1, atOnce: true },
    ["2026-01-15T10:20", "2026-01-15T11:00", "2026-01-15T12:00"],
  ],
  ["the last day of each month", { month: 1, day: 31 }, ["2026-01-31T00:00", "2026-02-28T00:00", "2026-03-31T00:00"]],
])("%s", (_, timing, expected) => {
  expect(times(timing, start)).toEqual(expected);
});

test.each<Timing>([
  {},
  { minute: 0 },
  { minute: 1.5 },
  { hour: -1 },
  { weekdays: ["saturday"], day: 2, hour: 8 },
  { weekdays: ["caturday" as never], hour: 8 },
])("a time that is none is refused: %j", (timing) => {
  expect(() => checkTiming("entry", timing)).toThrow(ScheduleError);
});
