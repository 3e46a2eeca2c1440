import { mergeDeep } from "../../merge-deep.ts";
import type { ChartOptions } from "./chart-figures.ts";
import { chartRows, type Numbers } from "./chart-numbers.ts";
import { type Figure, titleWith } from "./figure-json.ts";

/** Options of a matrix drawn as a heat map. */
export interface MatrixOptions extends ChartOptions {
  /** Names of the columns. */
  xLabels?: readonly string[];
  /** Names of the rows. */
  yLabels?: readonly string[];
  /** Put the first row on top, as one reads a table. @default false */
  yAxisReversed?: boolean;
}

/** Options of a matrix drawn as a surface in space. */
export interface SurfaceOptions extends Omit<MatrixOptions, "yAxisReversed"> {
  zAxis?: string;
  /** Where the eye is, as x, y and z. */
  camera?: readonly [number, number, number];
}

/** ClearML's colours for surfaces and heat maps; Python sends the same impossible green, which Plotly clips. */
const COLOR_SCALE = [
  [0, "rgb(71, 17, 100)"],
  [0.1, "rgb(53, 92, 140)"],
  [0.2, "rgb(37, 139, 141)"],
  [0.6, "rgb(66, 189, 112)"],
  [0.9, "rgb(141, 314, 68)"],
  [1, "rgb(221, 226, 24)"],
];
const COLOR_BAR = { tick0: 0, tickmode: "array", tickvals: [0.1, 0.2, 0.6, 0.9, 1] };

/**
 * Draws a matrix as a heat map with the value written in each cell.
 *
 * Python lays the extra settings over the trace as well as over the layout, and drops its colours when there are any;
 * an empty `layout` asks for the colours without the texts.
 */
export function matrixFigure(
  title: string,
  series: string,
  matrix: readonly Numbers[],
  { iteration = 0, xAxis, yAxis, comment, xLabels, yLabels, yAxisReversed = false, layout }: MatrixOptions,
): Figure {
  const extra = layout ?? { texttemplate: "%{z}" };
  const colors = Object.keys(extra).length === 0 ? { colorscale: COLOR_SCALE, colorbar: COLOR_BAR } : {};
  const trace = {
    x: xLabels ?? null,
    y: yLabels ?? null,
    z: chartRows({ title, series, iteration }, matrix),
    type: "heatmap",
    ...colors,
  };
  const base = {
    showlegend: true,
    title: titleWith(title, comment),
    xaxis: { title: xAxis ?? null },
    yaxis: { title: yAxis ?? null, ...(yAxisReversed ? { autorange: "reversed" } : {}) },
    name: series,
  };
  return { data: [mergeDeep(trace, extra)], layout: mergeDeep(base, extra) };
}

/** Draws a matrix as heights over the plane. */
export function surfaceFigure(
  title: string,
  series: string,
  matrix: readonly Numbers[],
  { iteration = 0, xAxis, yAxis, zAxis, comment, xLabels, yLabels, camera, layout }: SurfaceOptions,
): Figure {
  const labelled = (name: string | undefined, labels: readonly string[] | undefined) => ({
    title: name ?? null,
    showgrid: false,
    nticks: 10,
    ticktext: labels ?? null,
    tickvals: labels ? [...labels.keys()] : null,
  });
  const scene = {
    xaxis: labelled(xAxis, xLabels),
    yaxis: labelled(yAxis, yLabels),
    zaxis: { title: zAxis ?? null, nticks: 5 },
    ...(camera ? { camera: { eye: { x: camera[0], y: camera[1], z: camera[2] } } } : {}),
  };
  const trace = {
    z: chartRows({ title, series, iteration }, matrix),
    type: "surface",
    contours: { y: { show: false, highlightcolor: "#fff4ff", project: { y: true } } },
    showscale: false,
    colorscale: COLOR_SCALE,
    colorbar: COLOR_BAR,
  };
  const base = { scene, showlegend: false, title: titleWith(`${title}/${series}`, comment), name: series };
  return { data: [trace], layout: mergeDeep(base, layout) };
}
