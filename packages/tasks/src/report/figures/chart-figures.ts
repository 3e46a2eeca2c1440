import { mergeDeep } from "../../merge-deep.ts";
import { chartNumbers, chartRows, type Numbers } from "./chart-numbers.ts";
import { type Figure, titleWith } from "./figure-json.ts";

/** Options that every chart takes beside its data. */
export interface ChartOptions {
  /** @default 0 */
  iteration?: number;
  xAxis?: string;
  yAxis?: string;
  /** Shown in small letters below the title. */
  comment?: string;
  /** Plotly layout settings laid over ours. */
  layout?: object;
}

/** Options of a histogram. */
export interface HistogramOptions extends ChartOptions {
  /** Names of the rows. */
  labels?: readonly string[];
  /** Names of the columns. */
  xLabels?: readonly (string | number)[];
  /** How several rows share a place on the axis. @default "group" */
  mode?: "group" | "stack" | "relative";
  /** Plotly trace settings laid over ours. */
  trace?: object;
}

/** Options of a scatter plot. */
export interface ScatterOptions extends ChartOptions {
  /** @default "markers" */
  mode?: "lines" | "markers" | "lines+markers";
  /** One text per point. */
  labels?: readonly string[];
}

/** Options of a plot of several lines. */
export interface LinePlotOptions extends ChartOptions {
  /** @default "lines" */
  mode?: "lines" | "markers" | "lines+markers";
  /** Draw the x axis from high to low. @default false */
  reverseXAxis?: boolean;
}

/** One line of a line plot. */
export interface LineSeries {
  name: string;
  /** Pairs of x and y; NaN and null are gaps. */
  data: readonly (readonly [number | null, number | null])[];
  labels?: readonly string[];
}

/** More values than this are thinned out, because no browser draws them: half as many points. */
const MOST_LINE_VALUES = 800_000;
const MOST_SCATTER_VALUES = 100_000;

/** Draws bars of given heights: one row of bars, or several. */
export function histogramFigure(
  title: string,
  series: string,
  values: Numbers | readonly Numbers[],
  { iteration = 0, xAxis, yAxis, comment, labels, xLabels, mode = "group", layout, trace }: HistogramOptions,
): Figure {
  const place = { title, series, iteration };
  const rows = isRows(values) ? chartRows(place, values) : [chartNumbers(place, values)];
  const data = rows.map((row, index) => ({
    name: labels?.[labels.length === 1 ? 0 : index] ?? series,
    y: row,
    x: xLabels ? [...xLabels] : [...row.keys()],
    type: "bar",
    ...trace,
  }));
  const base = {
    title: titleWith(labels && labels.length > 0 && series ? series : title, comment),
    xaxis: { title: xAxis ?? null },
    yaxis: { title: yAxis ?? null },
    barmode: mode,
    bargap: 0.08,
    bargroupgap: 0,
  };
  return { data, layout: mergeDeep(base, layout) };
}

/** Draws points in the plane. */
export function scatterFigure(
  title: string,
  series: string,
  data: LineSeries["data"],
  { mode = "markers", labels, ...options }: ScatterOptions,
): Figure {
  const line: LineSeries = { name: series, data, ...(labels ? { labels } : {}) };
  return linesFigure(title, [line], { ...options, mode }, MOST_SCATTER_VALUES);
}

/** Draws several lines in one plot. */
export function linesFigure(
  title: string,
  series: readonly LineSeries[],
  { iteration = 0, xAxis, yAxis, comment, mode = "lines", reverseXAxis = false, layout }: LinePlotOptions,
  mostValues = MOST_LINE_VALUES,
): Figure {
  const total = series.reduce((sum, { data }) => sum + data.length * 2, 0);
  const step = Math.max(1, Math.ceil(total / mostValues));
  const every = <T>(values: readonly T[]) =>
    step === 1 ? values : values.filter((_value, index) => index % step === 0);
  const spikes = { showspikes: true, spikethickness: 1, spikesnap: "cursor", spikemode: "toaxis+across" };
  const base = {
    title: titleWith(title, comment),
    xaxis: { title: xAxis ?? null, ...spikes, ...(reverseXAxis ? { autorange: "reversed" } : {}) },
    yaxis: { title: yAxis ?? null, ...spikes },
    name: null,
  };
  return {
    data: series.map(({ name, data, labels }) => {
      const points = chartRows({ title, series: name, iteration }, every(data));
      return {
        name,
        x: points.map(([x]) => x),
        y: points.map(([, y]) => y),
        mode,
        text: labels ? every(labels) : null,
        type: "scatter",
      };
    }),
    layout: mergeDeep(base, layout),
  };
}

function isRows(values: Numbers | readonly Numbers[]): values is readonly Numbers[] {
  return typeof values[0] === "object" && values[0] !== null;
}
