import {
  type LogLevel,
  SINGLE_VALUE_ITERATION,
  SINGLE_VALUE_METRIC,
  scalarOnWire,
  type TaskEvent,
} from "@clearml-ts/protocol";
import { ConsoleReporter } from "../console/console-reporter.ts";
import { InvalidReportError, ReportError } from "../errors.ts";
import type { TableData } from "../table-data.ts";
import {
  type HistogramOptions,
  histogramFigure,
  type LinePlotOptions,
  type LineSeries,
  linesFigure,
  type ScatterOptions,
  scatterFigure,
} from "./figures/chart-figures.ts";
import type { Numbers } from "./figures/chart-numbers.ts";
import type { Figure, NanAs } from "./figures/figure-json.ts";
import { figureText } from "./figures/figure-text.ts";
import { type MatrixOptions, matrixFigure, type SurfaceOptions, surfaceFigure } from "./figures/matrix-figures.ts";
import { type TableOptions, tableFigure } from "./figures/table-figure.ts";
import type { LoggerParts, MediaOptions, PlotlyOptions, ScalarOptions } from "./logger-options.ts";
import { linkKey, MediaSamples } from "./media-samples.ts";
import { changePolicy, KEEP_NON_FINITE, type NonFinitePolicy, nonFiniteWarning, reportedAs } from "./non-finite.ts";
import { checkNumber, checkPlace, described, type ReportPlace } from "./report-place.ts";
import type { DeliveryReport } from "./reporter.ts";
import { isDoneBefore, type ReportWaitOptions, withinTime } from "./time-limit.ts";

/** Reports scalars, plots, media and console lines of one task; all but media return at once and are sent in the background. */
export class Logger {
  readonly #parts: LoggerParts;
  readonly #console: ConsoleReporter;
  readonly #samples: MediaSamples;
  readonly #warned = new Set<string>();
  #nonFinite = KEEP_NON_FINITE;
  #lastLogTime = 0;

  constructor(parts: LoggerParts) {
    this.#parts = parts;
    this.#samples = new MediaSamples(parts.samples);
    this.#console = new ConsoleReporter(({ level, text }) => this.reportText(text, { level }), parts.now);
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
    const reported = this.#finite(`${title}/${series}`, checkNumber(place, value));
    if (reported !== undefined) {
      this.#report({ ...this.#about(place), type: "training_stats_scalar", value: scalarOnWire(reported) });
    }
  }

  /**
   * Reports a value that has no iterations, such as the final accuracy; NaN and infinities as {@link Logger.reportScalar}.
   *
   * @throws {@link InvalidReportError} when the value is not a number.
   */
  reportSingleValue(name: string, value: number): void {
    this.reportScalar(SINGLE_VALUE_METRIC, name, value, { iteration: SINGLE_VALUE_ITERATION });
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

  /** Shows a table among the plots; missing values and NaN are shown as `nan`, as in the Python SDK. */
  reportTable(title: string, series: string, { table, ...options }: TableOptions & { table: TableData }): void {
    const place = placeOf(title, series, options);
    this.#plot(place, tableFigure(title, series, table, options), "nan");
  }

  /** Shows bars of given heights: one row of bars, or several. It counts nothing itself. */
  reportHistogram(
    title: string,
    series: string,
    values: Numbers | readonly Numbers[],
    options: HistogramOptions = {},
  ): void {
    const place = placeOf(title, series, options);
    this.#plot(place, histogramFigure(title, series, values, options), "nan");
  }

  /** Shows points in the plane. */
  reportScatter2d(title: string, series: string, points: LineSeries["data"], options: ScatterOptions = {}): void {
    const place = placeOf(title, series, options);
    this.#plot(place, scatterFigure(title, series, points, options), "nan");
  }

  /** Shows several lines in one plot. */
  reportLinePlot(title: string, series: readonly LineSeries[], options: LinePlotOptions = {}): void {
    const place = placeOf(title, "", options);
    this.#plot(place, linesFigure(title, series, options), "nan");
  }

  /** Shows a matrix as a heat map with its values written in the cells. */
  reportConfusionMatrix(title: string, series: string, matrix: readonly Numbers[], options: MatrixOptions = {}): void {
    const place = placeOf(title, series, options);
    this.#plot(place, matrixFigure(title, series, matrix, options), "nan");
  }

  /** Shows a matrix as heights over the plane. */
  reportSurface(title: string, series: string, matrix: readonly Numbers[], options: SurfaceOptions = {}): void {
    const place = placeOf(title, series, options);
    this.#plot(place, surfaceFigure(title, series, matrix, options), "nan");
  }

  /** Shows any Plotly figure, NaN in it as a gap; as in Python, its title becomes the name of the series. */
  reportPlotly(
    title: string,
    series: string,
    figure: { data: readonly object[]; layout?: object },
    options: PlotlyOptions = {},
  ): void {
    const data = figure.data.map((trace) => ({ ...trace }));
    this.#plot(placeOf(title, series, options), { data, layout: { ...figure.layout, title: series } }, null);
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
  async reportMedia(
    title: string,
    series: string,
    { iteration, history = 100, ...source }: MediaOptions,
  ): Promise<void> {
    const place = placeOf(title, series, { iteration });
    if ("url" in source) {
      const key = linkKey(place, source.url);
      this.#report({ ...this.#about(place), type: "training_debug_image", url: source.url, key });
      return;
    }
    if (!Number.isSafeInteger(history)) {
      throw new InvalidReportError(place, `its history must be a whole number, not ${described(history)}`);
    }
    const about = this.#about(place);
    const stored = await this.#samples.upload({ title, series, source, history });
    this.#report({ ...about, type: "training_debug_image", ...stored });
  }

  /**
   * Waits until everything reported so far is on the server. Takes at most its `timeout`, five minutes.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   */
  async flush(options: ReportWaitOptions = {}): Promise<void> {
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
   * samples that are still on their way then are given up.
   */
  async close(options: ReportWaitOptions = {}): Promise<DeliveryReport> {
    this.#console.flush();
    const { taskId, reporter } = this.#parts;
    return await withinTime(taskId, options, async (signal) => {
      if (!(await isDoneBefore(this.#samples.settle(), signal))) {
        this.#samples.giveUp(signal.reason);
      }
      return await reporter.close({ signal });
    });
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

  #plot(place: ReportPlace, figure: Figure, nanAs: NanAs): void {
    this.#report({ ...this.#about(place), type: "plot", plot_str: figureText(place, figure, nanAs) });
  }

  #about({ title: metric, series: variant, iteration: iter }: ReportPlace) {
    return { task: this.#parts.taskId, timestamp: this.#parts.now(), metric, variant, iter };
  }

  #report(event: TaskEvent): void {
    this.#parts.reporter.report(event);
  }
}

function placeOf(title: string, series: string, { iteration = 0 }: { iteration?: number | undefined }): ReportPlace {
  return checkPlace({ title, series, iteration });
}
