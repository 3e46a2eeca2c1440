import type { Column } from "../data/table/table.ts";

/** The dates and times of day that a column holds. */
export interface DateColumn {
  /** As `2016-07-18`, "" where the cell holds no date. */
  readonly dates: string[];
  /** Hours since midnight; undefined where no cell tells one (exports write midnight where they know only the day). */
  readonly hours: Float64Array | undefined;
  /** Cells that are neither empty nor a date. */
  readonly unreadable: number;
}

const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ](.+))?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: (.+))?$/;

/**
 * Reads dates, year first or last; `18/07/2016` and `07/18/2016` are told apart by the whole column, day first where both fit.
 *
 * Times are taken as they are written: what matters is the hour on the wall of the person asked.
 */
export function parseDates(column: Column): DateColumn {
  const texts = Array.from<number | string, string>(column, (cell) =>
    typeof cell === "string" ? cell : Number.isNaN(cell) ? "" : String(cell),
  );
  const distinct = [...new Set(texts)];
  const monthFirst = isMonthFirst(distinct);
  const known = new Map(distinct.map((text) => [text, parseDate(text, monthFirst)]));

  const hours = Float64Array.from(texts, (text) => known.get(text)?.hour ?? Number.NaN);
  return {
    dates: texts.map((text) => known.get(text)?.date ?? ""),
    hours: hours.some((hour) => hour > 0) ? hours : undefined,
    unreadable: texts.filter((text) => text !== "" && known.get(text) === undefined).length,
  };
}

/** Reads a time of day as hours since midnight: `14:30`, `14:30:00Z`, `14h30`, `2:30 pm`, `14`, `1430`. */
export function parseHour(cell: number | string): number {
  const text = String(cell).trim().toLowerCase();
  const match = /^(\d{1,2})(?:[:h.]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?(?:h|\s*([ap])m|z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (match === null) {
    return Number.NaN;
  }
  const [, hour = "", minute = "0", half] = match;
  const whole = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "p" ? 12 : 0);
  return whole < 24 && Number(minute) < 60 ? whole + Number(minute) / 60 : Number.NaN;
}

function isMonthFirst(texts: readonly string[]): boolean {
  const parts = texts.map((text) => YEAR_LAST.exec(text)).filter((match) => match !== null);
  return parts.some(([, , second]) => Number(second) > 12) && !parts.some(([, first]) => Number(first) > 12);
}

function parseDate(text: string, monthFirst: boolean): { date: string; hour: number } | undefined {
  const first = YEAR_FIRST.exec(text);
  const last = first === null ? YEAR_LAST.exec(text) : null;
  const [, year, month, day, time] = first ?? (last && [last[0], last[3], ...swap(last, monthFirst), last[4]]) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }

  // Two digits are years of surveys, not of births: 69 is 2069 no sooner than 70 is 1970.
  const fullYear = Number(year) + (year.length === 4 ? 0 : Number(year) < 70 ? 2000 : 1900);
  const date = new Date(Date.UTC(fullYear, Number(month) - 1, Number(day)));
  // 31 February would roll over into March.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) {
    return undefined;
  }
  return { date: date.toISOString().slice(0, 10), hour: time === undefined ? Number.NaN : parseHour(time) };
}

function swap(match: RegExpExecArray, monthFirst: boolean): [month: string | undefined, day: string | undefined] {
  return monthFirst ? [match[1], match[2]] : [match[2], match[1]];
}
