import { SINGLE_VALUE_ITERATION } from "@clearml-ts/protocol";
import { InvalidReportError } from "./errors.ts";

/** The title, series and iteration that a report belongs to. */
export interface ReportPlace {
  title: string;
  series: string;
  iteration: number;
}

/**
 * Checks the iteration of a report: servers cut fractions off, and take NaN for no iteration.
 *
 * @throws {@link InvalidReportError} when it is not a whole number that JavaScript can name exactly.
 */
export function checkPlace(place: ReportPlace): ReportPlace {
  if (!Number.isSafeInteger(place.iteration)) {
    throw new InvalidReportError(place, `its iteration must be a whole number, not ${described(place.iteration)}`);
  }
  return place;
}

/** The checked place of a report whose iteration is 0 where none is given. */
export function placeOf(
  title: string,
  series: string,
  { iteration = 0 }: { iteration?: number | undefined },
): ReportPlace {
  return checkPlace({ title, series, iteration });
}

/** The task that events are about, as a logger knows it. */
interface EventSource {
  taskId: string;
  now(): number;
  iterationOffset?(): number;
}

/** The fields by which an event says what it is about, and when it was made. Single values have no place to move from. */
export function eventAt(
  { taskId, now, iterationOffset = () => 0 }: EventSource,
  { title: metric, series: variant, iteration }: ReportPlace,
) {
  const iter = iteration === SINGLE_VALUE_ITERATION ? iteration : iteration + iterationOffset();
  return { task: taskId, timestamp: now(), metric, variant, iter };
}

/**
 * Checks the value of a scalar; NaN and infinities are numbers.
 *
 * @throws {@link InvalidReportError} when it is not a number.
 */
export function checkNumber(place: ReportPlace, value: unknown): number {
  if (typeof value !== "number") {
    throw new InvalidReportError({ ...place, value }, `its value must be a number, not ${described(value)}`);
  }
  return value;
}

/** A value with its type, for messages. */
export function described(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case "bigint":
      return `the bigint ${value}n`;
    case "object":
      return value === null ? "null" : `an object`;
    case "function":
      return "a function";
    default:
      return String(value);
  }
}
