import { InvalidValueError } from "../errors.ts";

/** A report that was refused, with the value or iteration as it was given. */
export interface RefusedReport {
  title: string;
  series: string;
  iteration: unknown;
  value?: unknown;
}

/** Thrown when a value or an iteration of a report is not a number, or when a figure has a part that cannot be written. */
export class InvalidReportError extends InvalidValueError {
  override name = "InvalidReportError";
  readonly title: string;
  readonly series: string;
  /** The iteration as it was given. */
  readonly iteration: unknown;
  /** The value that is not a number; undefined where the iteration or the figure is at fault. */
  readonly value: unknown;

  constructor({ title, series, iteration, value }: RefusedReport, problem: string, options?: ErrorOptions) {
    super(`Cannot report "${title}/${series}" at iteration ${String(iteration)}: ${problem}`, options);
    this.title = title;
    this.series = series;
    this.iteration = iteration;
    this.value = value;
  }
}
