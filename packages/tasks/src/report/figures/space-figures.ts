import { mergeDeep } from "../../merge-deep.ts";
import type { ChartOptions } from "./chart-figures.ts";
import { chartRows } from "./chart-numbers.ts";
import { type Figure, titleWith } from "./figure-json.ts";

/** A point in space; NaN and null are gaps. */
export type SpacePoint = readonly [number | null, number | null, number | null];

/** One of several series of points in space. */
export interface SpaceSeries {
  name: string;
  data: readonly SpacePoint[];
  /** One text per point. */
  labels?: readonly string[];
}

/** Options of a scatter plot in space. */
export interface Scatter3dOptions extends ChartOptions {
  zAxis?: string;
  /** @default "markers" */
  mode?: "lines" | "markers" | "lines+markers";
  /** One text per point, where there is one series. */
  labels?: readonly string[];
}

/** Python writes the colour of the lines around points with a digit too many; browsers draw their own in its place. */
const LINE = { color: "rgba(217, 217, 217, 0.140000.2)", width: 0.8 };

/** Draws points in space: one series without a name, as Python does, or several with theirs. */
export function scatter3dFigure(
  title: string,
  series: string,
  points: readonly SpacePoint[] | readonly SpaceSeries[],
  { iteration = 0, xAxis, yAxis, zAxis, comment, mode = "markers", labels, layout }: Scatter3dOptions,
): Figure {
  const all = isSeveral(points) ? points : [{ name: null, data: points, labels }];
  const base = {
    showlegend: true,
    title: titleWith(title, comment),
    scene: { xaxis: { title: xAxis ?? null }, yaxis: { title: yAxis ?? null }, zaxis: { title: zAxis ?? null } },
    name: null,
  };
  const data = all.map(({ name, data, labels: text }) => {
    const rows = chartRows({ title, series: name ?? series, iteration }, data);
    const along = (axis: number) => rows.map((row) => row[axis] ?? null);
    const marker = { size: 5, line: LINE, opacity: 0.8 };
    return { name, x: along(0), y: along(1), z: along(2), text: text ?? null, type: "scatter3d", mode, marker };
  });
  return { data, layout: mergeDeep(base, layout) };
}

function isSeveral(points: readonly SpacePoint[] | readonly SpaceSeries[]): points is readonly SpaceSeries[] {
  return points[0] !== undefined && "name" in points[0];
}
