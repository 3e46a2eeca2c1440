import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

const DAY = 86_400_000;

/** A chart has a point for each day: longer stretches are nothing to look at. */
const MAX_DAYS = 3660;

/** Whole days of one time zone, in milliseconds. */
export interface UsagePeriod {
  readonly start: number;
  /** The end of the last day, which is not in it any more. */
  readonly end: number;
}

/**
 * Reads the days from one date to another, both included, in the time zone of the first; UTC when it names none.
 *
 * @throws {@link ApiFailure} 400/12 for a text that is not a date, and when they are the wrong way around.
 */
export function readUsagePeriod(from: string, to: string): UsagePeriod {
  const first = readDay("from_date", from);
  const last = readDay("to_date", to);
  const start = first.midnight - first.offset;
  const end = last.midnight - first.offset + DAY;
  if (start >= end) {
    throw invalid("from_date cannot be later than to_date");
  }
  if ((end - start) / DAY > MAX_DAYS) {
    throw invalid(`at most ${MAX_DAYS} days are looked at`);
  }
  return { start, end };
}

/** The beginnings of the days of a period. */
export function daysOf({ start, end }: UsagePeriod): number[] {
  return Array.from({ length: (end - start) / DAY }, (_, index) => start + index * DAY);
}

/** The seconds between two moments by the days of a period that they are in, counted from its first day. */
export function secondsByDay(
  { start, end }: UsagePeriod,
  from: number,
  to: number,
): { day: number; seconds: number }[] {
  const stop = Math.min(to, end);
  const days: { day: number; seconds: number }[] = [];
  let moment = Math.max(from, start);
  while (moment < stop) {
    const day = Math.floor((moment - start) / DAY);
    const next = Math.min(stop, start + (day + 1) * DAY);
    days.push({ day, seconds: Math.floor(next / 1000) - Math.floor(moment / 1000) });
    moment = next;
  }
  return days;
}

const ISO_DATE = /^\s*(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|([+-])(\d\d):?(\d\d))?\s*$/i;

function readDay(field: string, text: string): { midnight: number; offset: number } {
  const [, day = "", sign, hours = "0", minutes = "0"] = ISO_DATE.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) {
    throw invalid(`${field}: expected an ISO 8601 date`);
  }
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { midnight, offset: sign === "-" ? -offset : offset };
}

function invalid(detail: string): ApiFailure {
  return new ApiFailure(results.validationError, { detail });
}
