import type { Language } from "./language.ts";

/** Numbers, sizes, moments and durations as the readers of a language write them. */
export interface Formats {
  /** A measured number with five significant digits, the way people compare them. */
  measure: (value: number) => string;
  /** A size in bytes, in the unit that keeps it short. */
  size: (bytes: number) => string;
  /** A moment to the second. */
  moment: (at: Date) => string;
  /** The time of day of a moment. */
  timeOfDay: (at: Date) => string;
  /** Moments along an axis, so many milliseconds apart: the time of day, and below it the day where it changes. */
  momentsAlong: (moments: readonly Date[], step: number) => string[];
  /** How long ago a moment was, in the largest unit that fits; the last month only, the moment itself before. */
  ago: (at: Date, now: Date) => string;
  /** Seconds as hours, minutes and seconds. */
  duration: (seconds: number) => string;
}

const DAY = 86_400;

const AGO: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", DAY],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const MONTH = 30 * DAY;

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Makes the formats of a language. */
export function formatsOf(language: Language): Formats {
  // Without grouping below 10,000: 9999 is read as fast, and can be typed into a filter.
  const digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 5, useGrouping: "min2" });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0, useGrouping: "min2" });
  const power = new Intl.NumberFormat(language, { maximumSignificantDigits: 5, notation: "scientific" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  const timeOfDay = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
  const bytes = new Intl.NumberFormat(language, { style: "unit", unit: "byte", unitDisplay: "long" });
  const unit = (name: string, value: number, fraction = 0) =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: fraction,
    }).format(value);

  const measure = (value: number) => {
    if (!Number.isFinite(value)) {
      return String(value);
    }
    const magnitude = Math.abs(value);
    if (magnitude >= 1e9 || (magnitude > 0 && magnitude < 1e-4)) {
      return power.format(value);
    }
    return Number.isInteger(value) ? whole.format(value) : digits.format(value);
  };

  const size = (count: number) => {
    const step = Math.min(SIZES.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
    return step === 0 ? bytes.format(count) : unit(SIZES[step] ?? "byte", count / 1024 ** step, 1);
  };

  const ago = (at: Date, now: Date) => {
    const seconds = (at.getTime() - now.getTime()) / 1000;
    if (Math.abs(seconds) > MONTH) {
      return moment.format(at);
    }
    const [name, length] = AGO.find(([, least]) => Math.abs(seconds) >= least) ?? ["second", 1];
    return relative.format(Math.trunc(seconds / length), name);
  };

  const day = new Intl.DateTimeFormat(language, { month: "short", day: "numeric" });
  const momentsAlong = (moments: readonly Date[], step: number) => {
    if (step >= DAY * 1000) {
      return moments.map((at) => day.format(at));
    }
    const time = new Intl.DateTimeFormat(language, {
      ...(step >= 1000 && { hour: "2-digit" }),
      minute: "2-digit",
      ...(step < 60_000 && { second: "2-digit" }),
      ...(step < 1000 && { fractionalSecondDigits: 3 }),
    });
    const days = moments.map((at) => day.format(at));
    return moments.map((at, index) => time.format(at) + (days[index] === days[index - 1] ? "" : `\n${days[index]}`));
  };

  const duration = (seconds: number) => {
    if (seconds > 0 && seconds < 10) {
      return unit("second", seconds, 1);
    }
    const rest = Math.round(seconds);
    const [hours, minutes] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60];
    return [
      ...(hours > 0 ? [unit("hour", hours)] : []),
      ...(hours > 0 || minutes > 0 ? [unit("minute", minutes)] : []),
      unit("second", rest % 60),
    ].join(" ");
  };

  return {
    measure,
    size,
    ago,
    duration,
    momentsAlong,
    moment: (at) => moment.format(at),
    timeOfDay: (at) => timeOfDay.format(at),
  };
}
