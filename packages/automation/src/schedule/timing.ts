import { ScheduleError } from "../errors.ts";

/** The days of a week, by the names that Python's scheduler knows. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * When something is due, in UTC. The longest of the fields says how often, and the shorter ones at which time then: `{ hour: 1 }` is
 * every hour, `{ hour: 1, minute: 30 }` every hour at half past, `{ day: 1, hour: 22 }` every day at ten in the evening,
 * `{ weekdays: ["saturday"], day: 0, hour: 8 }` each Saturday at eight, and `{ hour: 2, weekdays: ["saturday"] }` every two hours on
 * Saturdays.
 */
export interface Timing {
  /** Minutes between two times, or the minute of the hour. */
  minute?: number | undefined;
  /** Hours between two times, or the hour of the day. */
  hour?: number | undefined;
  /** Days between two times, or the day of the month. */
  day?: number | undefined;
  /** The days of the week on which it is due, from Monday on. */
  weekdays?: readonly Weekday[] | undefined;
  /** Months between two times, or the month of the year. */
  month?: number | undefined;
  /** Years between two times; of more than 2000, the one year in which it is due once. */
  year?: number | undefined;
}

/**
 * Checks that a time is one.
 *
 * @throws {@link ScheduleError} when it is not.
 */
export function checkTiming(name: string, { weekdays = [], ...timing }: Timing): void {
  const fields = Object.entries(timing).filter((field): field is [string, number] => field[1] !== undefined);
  if (!fields.some(([, value]) => value !== 0)) {
    throw new ScheduleError(name, "has no time: give a `minute`, `hour`, `day`, `month` or `year`.");
  }
  const wrong = fields.find(([, value]) => !Number.isSafeInteger(value) || value < 0);
  if (wrong !== undefined) {
    throw new ScheduleError(name, `has the ${wrong[0]} ${wrong[1]}, which is not a whole number.`);
  }
  const unknown = weekdays.find((day) => !WEEKDAYS.includes(day));
  if (unknown !== undefined) {
    throw new ScheduleError(name, `names "${unknown}", which is not one of ${WEEKDAYS.join(", ")}.`);
  }
  if (weekdays.length > 0 && timing.day !== undefined && timing.day > 1) {
    throw new ScheduleError(name, "names days of the week and a `day` besides, which may only be 0 or 1 then.");
  }
}
