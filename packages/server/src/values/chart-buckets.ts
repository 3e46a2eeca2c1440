import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";

/** A stretch of time cut into pieces of equal length, in milliseconds. */
export interface ChartPeriod {
  readonly from: number;
  readonly to: number;
  readonly interval: number;
}

/** Charts are not drawn finer than this. */
const MIN_INTERVAL_SECONDS = 40;

/** More points than this cannot be seen, and would fill the memory. */
const MAX_POINTS = 10_000;

/** Seconds from the epoch to the last moment that a date can name. */
const LAST_MOMENT = 8.64e12;

/** Reads a period in seconds. @throws {@link ApiFailure} 400/16 when it ends before it begins, or has too many pieces. */
export function readPeriod(request: { from_date: number; to_date: number; interval: number }): ChartPeriod {
  const { from_date, to_date, interval } = request;
  if (from_date >= to_date) {
    throw refuse("from_date must be less than to_date");
  }
  if (Math.abs(from_date) > LAST_MOMENT || Math.abs(to_date) > LAST_MOMENT) {
    throw refuse("dates are in seconds");
  }
  const seconds = Math.max(interval, MIN_INTERVAL_SECONDS);
  if (to_date - from_date > seconds * MAX_POINTS) {
    throw refuse(`at most ${MAX_POINTS} points are drawn: give a longer interval`);
  }
  return { from: from_date * 1000, to: to_date * 1000, interval: seconds * 1000 };
}

/** The beginnings of the pieces, all but a last one that is not nearly complete. */
export function bucketStarts({ from, to, interval }: ChartPeriod): number[] {
  const starts: number[] = [];
  for (let start = bucketOf(from, interval); start <= to - 0.9 * interval; start += interval) {
    starts.push(start);
  }
  return starts;
}

/** The beginning of the piece that a moment is in: pieces are multiples of their length since the epoch. */
export function bucketOf(timestamp: number, interval: number): number {
  return Math.floor(timestamp / interval) * interval;
}

function refuse(detail: string): ApiFailure {
  return new ApiFailure(results.fieldsValueError, { detail });
}
