import { timerTime } from "@clearml-ts/storage";

/** Makes reports when something has changed: the first at once, and then one in a period. */
export class ReportPeriod {
  /** Milliseconds between two reports. */
  period: number;
  readonly #report: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(report: () => Promise<void>, period: number) {
    this.#report = report;
    this.period = period;
  }

  /** Has a report made when it is time. */
  change(): void {
    const wait = timerTime(this.#lastAt + this.period - Date.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#lastAt = Date.now();
      void this.#report();
    }, wait);
  }

  /** Makes no more reports. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
