import type { LogLevel, TaskEvent } from "@clearml-ts/protocol";
import { ConsoleReporter } from "../console/console-reporter.ts";
import { ReportError } from "../delivery/errors.ts";
import type { DeliveryReport } from "../delivery/reporter.ts";
import { isDoneBefore, type ReportWaitOptions, withinTime } from "../delivery/time-limit.ts";
import { InvalidValueError } from "../errors.ts";
import { InvalidReportError } from "./errors.ts";
import type { LoggerParts, MediaOptions } from "./logger-options.ts";
import { linkKey, MediaSamples } from "./media-samples.ts";
import { described, eventAt, placeOf } from "./report-place.ts";
import { ScalarLogger } from "./scalar-logger.ts";

/**
 * Reports scalars, plots, media and console lines of one task; all but media return at once and are sent in the background. Media
 * are waited for while the server answers; when it is away, they are kept on disk, and sent when it is back.
 */
export class Logger extends ScalarLogger {
  readonly #parts: LoggerParts;
  readonly #console: ConsoleReporter;
  readonly #samples: MediaSamples;
  #lastLogTime = 0;

  constructor(parts: LoggerParts) {
    super(parts);
    this.#parts = parts;
    this.#samples = new MediaSamples(parts.samples);
    this.#console = new ConsoleReporter(({ level, text }) => this.reportText(text, { level }), parts.now);
  }

  /** Adds text to the task's console log. */
  reportText(text: string, { level = "info" }: { level?: LogLevel } = {}): void {
    // The log is sorted by time, so no two events may share a millisecond.
    this.#lastLogTime = Math.max(this.#parts.now(), this.#lastLogTime + 1);
    const { taskId: task, worker } = this.#parts;
    this.#report({ type: "log", task, timestamp: this.#lastLogTime, worker, level, msg: text });
  }

  /** Adds a piece of console output, which need not end with a line; lines close together become one event. */
  writeConsole(text: string, { level = "info" }: { level?: LogLevel } = {}): void {
    this.#console.write(level, text);
  }

  /** URL below which the content of debug samples is stored; the file server at first. */
  get defaultUploadDestination(): string {
    return this.#samples.destination;
  }

  /** Stores the content of later debug samples below another URL. */
  setDefaultUploadDestination(url: string): void {
    this.#samples.destination = url;
  }

  /** Debug samples that are kept per title and series, unless a report says otherwise; 100 at first. */
  get defaultDebugSampleHistory(): number {
    return this.#samples.history;
  }

  /**
   * Keeps another number of later debug samples per title and series; below 1 all are kept.
   *
   * @throws {@link InvalidValueError} when it is not a whole number.
   */
  setDefaultDebugSampleHistory(history: number): void {
    if (!Number.isSafeInteger(history)) {
      throw new InvalidValueError(`The history of debug samples must be a whole number, not ${described(history)}.`);
    }
    this.#samples.history = history;
  }

  /** Uploads an image, or links one by `url`, and shows it among the debug samples. */
  async reportImage(title: string, series: string, options: MediaOptions): Promise<void> {
    await this.reportMedia(title, series, options);
  }

  /**
   * Uploads a sound, video, page or text, or links one by `url`, and shows it among the debug samples.
   *
   * @throws {@link InvalidReportError} when the iteration or `history` is not a whole number, or `url` not a whole address.
   */
  async reportMedia(title: string, series: string, { iteration, history, ...source }: MediaOptions): Promise<void> {
    const place = placeOf(title, series, { iteration });
    if ("url" in source) {
      const key = linkKey(place, source.url);
      this.#report({ ...eventAt(this.#parts, place), type: "training_debug_image", url: source.url, key });
      return;
    }
    if (history !== undefined && !Number.isSafeInteger(history)) {
      throw new InvalidReportError(place, `its history must be a whole number, not ${described(history)}`);
    }
    const about = eventAt(this.#parts, place);
    const event = await this.#samples.upload({ title, series, source, history, about });
    if (event) {
      this.#report(event);
    }
  }

  /**
   * Waits until everything reported so far is on the server. Takes at most its `timeout`, five minutes.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   */
  override async flush(options: ReportWaitOptions = {}): Promise<void> {
    this.#console.flush();
    const { taskId, reporter } = this.#parts;
    await withinTime(taskId, options, async (signal) => {
      if (!(await isDoneBefore(this.#samples.settle(), signal))) {
        throw new ReportError(taskId, this.#samples.underWay, { cause: signal.reason });
      }
      await reporter.flush({ signal });
    });
  }

  /**
   * Sends the events it can, stops, and answers how they fared; it never throws. Takes at most its `timeout`, five minutes;
   * samples that are still on their way then are kept on disk.
   */
  async close(options: ReportWaitOptions = {}): Promise<DeliveryReport> {
    this.#console.flush();
    const { taskId, reporter } = this.#parts;
    return await withinTime(taskId, options, async (signal) => {
      if (!(await isDoneBefore(this.#samples.settle(), signal))) {
        this.#samples.giveUp(signal.reason);
        await this.#samples.settle();
      }
      return await reporter.close({ signal });
    });
  }

  #report(event: TaskEvent): void {
    this.#parts.reporter.report(event);
  }
}
