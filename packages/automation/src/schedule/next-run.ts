import { plus, startOfDay, weekdayOf } from "../time/relative-date.ts";
import { type Timing, WEEKDAYS } from "./timing.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A time, and how often it has come already. */
export interface TimingState extends Timing {
  /** Whether it is due again after the first time. */
  recurring: boolean;
  /** When it was entered; the epoch for something that is due at once. */
  startingTime: Date;
  lastExecuted: Date | undefined;
  /** How often it was due, without the time at once. */
  scheduleCounter: number;
}

/**
 * The time at which something is due next, in UTC; undefined for never again. Reference: `ScheduleJob.next` in
 * `clearml/automation/scheduler.py`.
 */
export function nextRun(timing: TimingState): Date | undefined {
  const { recurring, startingTime, lastExecuted, scheduleCounter } = timing;
  if (lastExecuted !== undefined && (!recurring || isOneYear(timing))) {
    return undefined;
  }
  if (isOneYear(timing)) {
    return dayOfYear(timing);
  }
  const weekday = nextWeekday(timing);
  const before = lastExecuted ?? startingTime;
  if (scheduleCounter < 1) {
    // The first time is as near to the beginning as the rhythm allows; after that it is one step after the last.
    const first = following(timing, startingTime, weekday);
    const step = following(timing, first, weekday).getTime() - first.getTime();
    const early = following(timing, new Date(before.getTime() - step), weekday);
    if (early > before) {
      return early;
    }
  }
  return following(timing, before, weekday);
}

function isOneYear({ year = 0 }: Timing): boolean {
  return year > 2000;
}

function dayOfYear({ year = 0, month, day, hour = 0, minute = 0, weekdays = [] }: Timing): Date {
  const date = plus(startOfDay(year, (month || 1) - 1, day || 1), { hours: hour, minutes: minute });
  const [weekday] = weekdays;
  return weekday === undefined ? date : plus(date, { weekday: WEEKDAYS.indexOf(weekday) });
}

/** The day of the week that comes next: after that of the last time, or the first one. */
function nextWeekday({ weekdays = [], lastExecuted }: TimingState): number | undefined {
  const days = weekdays.map((day) => WEEKDAYS.indexOf(day));
  const last = lastExecuted === undefined ? -1 : days.indexOf(weekdayOf(lastExecuted));
  return days[(last + 1) % Math.max(days.length, 1)];
}

/** The time one step after another. */
function following(timing: TimingState, before: Date, weekday: number | undefined): Date {
  const { year, month, day, hour = 0, minute = 0, lastExecuted } = timing;
  const clock = { hours: hour, minutes: minute };
  if (!year && !month && day === undefined && weekday !== undefined) {
    const next = plus(startOfMinute(before), { ...clock, weekday: lastExecuted ? undefined : weekday });
    return next.getUTCDate() === before.getUTCDate() ? next : plus(midnight(before), { ...clock, weekday });
  }
  return plus(stepFrom(timing, before, weekday), { ...clock, weekday });
}

/** The beginning of the year, month, day or hour that is one step after another. */
function stepFrom({ year, month, day, hour }: Timing, before: Date, weekday: number | undefined): Date {
  const [thisYear, thisMonth] = [before.getUTCFullYear(), before.getUTCMonth()];
  if (year) {
    return startOfDay(thisYear + year, month ? month - 1 : thisMonth, day || 1);
  }
  if (month) {
    return startOfDay(thisYear, thisMonth + month, day || 1);
  }
  if (day !== undefined && weekday !== undefined) {
    return plus(midnight(before), { days: 1 });
  }
  if (day) {
    return plus(midnight(before), { days: day });
  }
  return hour ? new Date(Math.floor(before.getTime() / HOUR_MS) * HOUR_MS) : before;
}

function midnight(date: Date): Date {
  return startOfDay(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

function startOfMinute(date: Date): Date {
  return new Date(Math.floor(date.getTime() / MINUTE_MS) * MINUTE_MS);
}
