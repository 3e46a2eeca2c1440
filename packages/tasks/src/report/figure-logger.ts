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
import { type Scatter3dOptions, type SpacePoint, type SpaceSeries, scatter3dFigure } from "./figures/space-figures.ts";
import { type TableOptions, tableFigure } from "./figures/table-figure.ts";
import type { PlotlyOptions, ReportParts } from "./logger-options.ts";
import { eventAt, placeOf, type ReportPlace } from "./report-place.ts";

/** Reports figures of one task or model; they are sent in the background. */
export abstract class FigureLogger {
  readonly #parts: ReportParts;

  protected constructor(parts: ReportParts) {
    this.#parts = parts;
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

  /** Shows points in space: one series, or several by name. */
  reportScatter3d(
    title: string,
    series: string,
    points: readonly SpacePoint[] | readonly SpaceSeries[],
    options: Scatter3dOptions = {},
  ): void {
    const place = placeOf(title, series, options);
    this.#plot(place, scatter3dFigure(title, series, points, options), "nan");
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

  #plot(place: ReportPlace, figure: Figure, nanAs: NanAs): void {
    const event = eventAt(this.#parts, place);
    this.#parts.reporter.report({ ...event, type: "plot", plot_str: figureText(place, figure, nanAs) });
  }
}
