/** A distance in time, and a day of the week to go on to. */
export interface RelativeDate {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  /** 0 for Monday; the date itself counts, if it is one. */
  weekday?: number | undefined;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Adds a distance to a date in UTC, as `relativedelta` of Python's dateutil does: a day that a month lacks is its last one. */
export function plus(
  date: Date,
  { years = 0, months = 0, days = 0, hours = 0, minutes = 0, weekday }: RelativeDate,
): Date {
  const month = date.getUTCMonth() + months + years * 12;
  const [year, monthOfYear] = [date.getUTCFullYear() + Math.floor(month / 12), ((month % 12) + 12) % 12];
  const moved = new Date(date);
  moved.setUTCFullYear(year, monthOfYear, Math.min(date.getUTCDate(), daysOf(year, monthOfYear)));
  const later = new Date(moved.getTime() + days * DAY_MS + (hours * 60 + minutes) * MINUTE_MS);
  const ahead = weekday === undefined ? 0 : (7 - weekdayOf(later) + weekday) % 7;
  return new Date(later.getTime() + ahead * DAY_MS);
}

/** The beginning of a day in UTC; months count from 0 and on into the next year, and a day that the month lacks is its last one. */
export function startOfDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, Math.min(day, daysOf(year, month))));
}

/** The day of the week, 0 for Monday. */
export function weekdayOf(date: Date): number {
  return (date.getUTCDay() + 6) % 7;
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}
