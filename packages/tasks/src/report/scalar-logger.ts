import { SINGLE_VALUE_ITERATION, SINGLE_VALUE_METRIC, scalarOnWire } from "@clearml-ts/protocol";
import { type ReportWaitOptions, withinTime } from "../delivery/time-limit.ts";
import { InvalidValueError } from "../errors.ts";
import { FigureLogger } from "./figure-logger.ts";
import type { ReportParts, ScalarOptions } from "./logger-options.ts";
import { changePolicy, KEEP_NON_FINITE, type NonFinitePolicy, nonFiniteWarning, reportedAs } from "./non-finite.ts";
import { checkNumber, checkPlace, described, eventAt } from "./report-place.ts";

/** Reports scalars and figures of one task or model; they are sent in the background. */
export class ScalarLogger extends FigureLogger {
  readonly #parts: ReportParts;
  readonly #warned = new Set<string>();
  #nonFinite = KEEP_NON_FINITE;
  #lastIteration: number | undefined;

  constructor(parts: ReportParts) {
    super(parts);
    this.#parts = parts;
  }

  /**
   * Sets how NaN and infinities among scalars are reported from now on; {@link NonFinitePolicy} lists the settings.
   *
   * @throws {@link InvalidValueError} when a setting is neither `"keep"`, `"skip"` nor a finite number.
   */
  setNonFinite(policy: Partial<NonFinitePolicy>): void {
    this.#nonFinite = changePolicy(this.#nonFinite, policy);
  }

  /**
   * Reports one point of a curve. NaN and infinities follow the policy of {@link Logger.setNonFinite}, with one warning
   * for each series when they are not stored as they are.
   *
   * @throws {@link InvalidReportError} when the value is not a number or the iteration not a whole one.
   */
  reportScalar(title: string, series: string, value: number, { iteration }: ScalarOptions): void {
    const place = checkPlace({ title, series, iteration });
    if (iteration !== SINGLE_VALUE_ITERATION) {
      this.#lastIteration = Math.max(iteration, this.#lastIteration ?? iteration);
    }
    const reported = this.#finite(`${title}/${series}`, checkNumber(place, value));
    if (reported !== undefined) {
      const event = eventAt(this.#parts, place);
      this.#parts.reporter.report({ ...event, type: "training_stats_scalar", value: scalarOnWire(reported) });
    }
  }

  /** The highest iteration of the curves that were reported here; undefined before the first point. */
  get lastIteration(): number | undefined {
    return this.#lastIteration;
  }

  /**
   * Reports a value that has no iterations, such as the final accuracy; NaN and infinities as {@link Logger.reportScalar}.
   *
   * @throws {@link InvalidReportError} when the value is not a number.
   */
  reportSingleValue(name: string, value: number): void {
    this.reportScalar(SINGLE_VALUE_METRIC, name, value, { iteration: SINGLE_VALUE_ITERATION });
  }

  /** Seconds after which reports are sent that have not come together to a full batch; 1 at first, 0 for never. */
  get flushPeriod(): number {
    return (this.#parts.reporter.maxWait ?? 0) / 1000;
  }

  /**
   * Sends reports after another number of seconds; with 0 only full batches are sent, and the rest with a flush.
   *
   * @throws {@link InvalidValueError} when it is not a number from 0 on.
   */
  setFlushPeriod(seconds: number): void {
    if (!(Number.isFinite(seconds) && seconds >= 0)) {
      throw new InvalidValueError(`The flush period must be a number of seconds from 0 on, not ${described(seconds)}.`);
    }
    this.#parts.reporter.maxWait = seconds === 0 ? undefined : seconds * 1000;
  }

  /**
   * Waits until everything reported so far is on the server. Takes at most its `timeout`, five minutes.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   */
  async flush(options: ReportWaitOptions = {}): Promise<void> {
    const { taskId, reporter } = this.#parts;
    await withinTime(taskId, options, (signal) => reporter.flush({ signal }));
  }

  /** The number to report for a value, with a warning when it is not the value itself. */
  #finite(name: string, value: number): number | undefined {
    if (Number.isFinite(value)) {
      return value;
    }
    const reported = reportedAs(value, this.#nonFinite, this.#parts.storesNonFinite());
    if (!Object.is(reported, value) && !this.#warned.has(name)) {
      this.#warned.add(name);
      this.#parts.warn(nonFiniteWarning(name, value, reported));
    }
    return reported;
  }
}
