import { basename } from "node:path";
import { type LogLevel, SINGLE_VALUE_ITERATION, SINGLE_VALUE_METRIC, type TaskEvent } from "@clearml-ts/protocol";
import type { Storage } from "@clearml-ts/storage";
import { lookup } from "mrmime";
import { ConsoleReporter } from "../console/console-reporter.ts";
import type { TableData } from "../table-data.ts";
import {
  type HistogramOptions,
  histogramFigure,
  type LinePlotOptions,
  type LineSeries,
  linesFigure,
  type Numbers,
  type ScatterOptions,
  scatterFigure,
} from "./figures/chart-figures.ts";
import { type Figure, figureJson, type NanAs } from "./figures/figure-json.ts";
import { type MatrixOptions, matrixFigure, type SurfaceOptions, surfaceFigure } from "./figures/matrix-figures.ts";
import { type TableOptions, tableFigure } from "./figures/table-figure.ts";
import type { DeliveryReport, Reporter } from "./reporter.ts";
import { sampleExtension, sampleKey } from "./sample-name.ts";

/** What a {@link Logger} is made of. */
export interface LoggerParts {
  taskId: string;
  reporter: Reporter;
  storage: Storage;
  /** Name of this worker, written into console events. */
  worker: string;
  /** URL below which samples are stored. */
  sampleDestination: string;
  /** Folder of the task's objects below that URL. */
  keyPrefix: string;
  /** Tells the user something once. */
  warn(message: string): void;
  /** Clock, in milliseconds. */
  now(): number;
}

/** What to show among the debug samples: a file, content in memory, or a link to something stored elsewhere. */
export type MediaSource =
  | { path: string }
  | {
      data: Uint8Array | string;
      /** File name extension, such as `.png`. */
      extension: string;
    }
  | { url: string };

/** A picture, sound, video, page or text, and when it was made. */
export type MediaOptions = MediaSource & {
  /** @default 0 */
  iteration?: number;
  /** Samples kept per title and series; older ones are overwritten, below 1 all are kept. @default 100 */
  history?: number;
};

/** Reports what one task measures, shows and says; everything but media returns at once and is sent in the background. */
export class Logger {
  readonly #parts: LoggerParts;
  readonly #console: ConsoleReporter;
  readonly #sampleCounts = new Map<string, number>();
  readonly #uploads = new Set<Promise<unknown>>();
  #warnedAboutNan = false;
  #lastLogTime = 0;

  constructor(parts: LoggerParts) {
    this.#parts = parts;
    this.#console = new ConsoleReporter(({ level, text }) => this.reportText(text, { level }), parts.now);
  }

  /** Reports one point of a curve; NaN and infinities, which the wire cannot carry, become 0 with one warning. */
  reportScalar(title: string, series: string, value: number, iteration: number): void {
    if (!Number.isFinite(value) && !this.#warnedAboutNan) {
      this.#warnedAboutNan = true;
      this.#parts.warn(`Scalar ${title}/${series} is ${value}: ClearML has no such number, 0 is reported instead.`);
    }
    this.#report({
      ...this.#about(title, series, iteration),
      type: "training_stats_scalar",
      value: Number.isFinite(value) ? value : 0,
    });
  }

  /** Reports a value that has no iterations, such as the final accuracy. */
  reportSingleValue(name: string, value: number): void {
    this.reportScalar(SINGLE_VALUE_METRIC, name, value, SINGLE_VALUE_ITERATION);
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

  /** Shows a table among the plots. */
  reportTable(title: string, series: string, { table, ...options }: TableOptions & { table: TableData }): void {
    this.#plot(title, series, tableFigure(title, series, table, options), options.iteration, "nan");
  }

  /** Shows bars of given heights: one row of bars, or several. It counts nothing itself. */
  reportHistogram(
    title: string,
    series: string,
    values: Numbers | readonly Numbers[],
    options: HistogramOptions = {},
  ): void {
    this.#plot(title, series, histogramFigure(title, series, values, options), options.iteration, "nan");
  }

  /** Shows points in the plane. */
  reportScatter2d(title: string, series: string, points: LineSeries["data"], options: ScatterOptions = {}): void {
    this.#plot(title, series, scatterFigure(title, series, points, options), options.iteration, "nan");
  }

  /** Shows several lines in one plot. */
  reportLinePlot(title: string, series: readonly LineSeries[], options: LinePlotOptions = {}): void {
    this.#plot(title, "", linesFigure(title, series, options), options.iteration, "nan");
  }

  /** Shows a matrix as a heat map with its values written in the cells. */
  reportConfusionMatrix(title: string, series: string, matrix: readonly Numbers[], options: MatrixOptions = {}): void {
    this.#plot(title, series, matrixFigure(title, series, matrix, options), options.iteration, "nan");
  }

  /** Shows a matrix as heights over the plane. */
  reportSurface(title: string, series: string, matrix: readonly Numbers[], options: SurfaceOptions = {}): void {
    this.#plot(title, series, surfaceFigure(title, series, matrix, options), options.iteration, "nan");
  }

  /** Shows any Plotly figure; as in Python, its title becomes the name of the series. */
  reportPlotly(
    title: string,
    series: string,
    figure: { data: readonly object[]; layout?: object },
    iteration = 0,
  ): void {
    const data = figure.data.map((trace) => ({ ...trace }));
    this.#plot(title, series, { data, layout: { ...figure.layout, title: series } }, iteration, null);
  }

  /** Uploads an image, or links one by `url`, and shows it among the debug samples. */
  async reportImage(title: string, series: string, options: MediaOptions): Promise<void> {
    await this.reportMedia(title, series, options);
  }

  /** Uploads a sound, video, page or text, or links one by `url`, and shows it among the debug samples. */
  async reportMedia(title: string, series: string, options: MediaOptions): Promise<void> {
    const about = this.#about(title, series, options.iteration ?? 0);
    if ("url" in options) {
      const { pathname, search, hash } = new URL(options.url);
      this.#report({ ...about, type: "training_debug_image", url: options.url, key: pathname + search + hash });
      return;
    }
    const upload = this.#upload(title, series, options, options.history ?? 100);
    this.#uploads.add(upload);
    try {
      this.#report({ ...about, type: "training_debug_image", ...(await upload) });
    } finally {
      this.#uploads.delete(upload);
    }
  }

  /**
   * Waits until everything reported so far is on the server.
   *
   * @throws {ReportError} when it could not be sent; it is kept and tried again.
   */
  async flush(): Promise<void> {
    this.#console.flush();
    await Promise.allSettled(this.#uploads);
    await this.#parts.reporter.flush();
  }

  /** Sends what it can, stops, and tells how it went; it never throws. */
  async close(options: { signal?: AbortSignal } = {}): Promise<DeliveryReport> {
    this.#console.flush();
    await Promise.allSettled(this.#uploads);
    return this.#parts.reporter.close(options);
  }

  async #upload(
    title: string,
    series: string,
    source: Exclude<MediaSource, { url: string }>,
    history: number,
  ): Promise<{ url: string; key: string }> {
    const extension = "path" in source ? sampleExtension(basename(source.path)) : source.extension;
    const counter = JSON.stringify([title, series]);
    const count = this.#sampleCounts.get(counter) ?? 0;
    this.#sampleCounts.set(counter, count + 1);
    const { keyPrefix, sampleDestination, storage } = this.#parts;
    const key = sampleKey(keyPrefix, { title, series, count, history, extension });
    const url = `${sampleDestination.replace(/\/+$/, "")}/${key}`;
    const contentType = lookup(extension);
    const options = contentType ? { contentType } : {};
    const stored =
      "path" in source
        ? await storage.uploadFile(source.path, url, options)
        : await storage.upload(source.data, url, options);
    return { url: stored, key };
  }

  #plot(title: string, series: string, figure: Figure, iteration: number | undefined, nanAs: NanAs): void {
    this.#report({ ...this.#about(title, series, iteration ?? 0), type: "plot", plot_str: figureJson(figure, nanAs) });
  }

  #about(metric: string, variant: string, iter: number) {
    return { task: this.#parts.taskId, timestamp: this.#parts.now(), metric, variant, iter };
  }

  #report(event: TaskEvent): void {
    this.#parts.reporter.report(event);
  }
}
