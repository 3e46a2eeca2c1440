import type { CurveLook } from "../looks/colours/colours.ts";
import { axisMetric, type CurveAxis } from "../view-state/task/curve-state.ts";
import { alongMetric, type MetricValues } from "./along-metric.ts";
import { positionsOf } from "./axis.ts";
import type { ChartCurve } from "./chart/chart-curve.ts";
import type { AnsweredCurve } from "./points/ask-curves.ts";
import { smoothed, smoothedPart } from "./smoothing.ts";

interface DrawOptions {
  name: string;
  look: CurveLook;
  axis: CurveAxis;
  /** The moment at which the task began, in milliseconds. */
  begin: number;
  /** Where the axis is a metric, the values that the task has of it. */
  values: MetricValues | undefined;
  smoothing: number;
  /** The whole curve where this is a part of it. */
  whole: AnsweredCurve | undefined;
}

/** A curve of the server as a chart takes it. */
export function drawnCurve(answer: AnsweredCurve, options: DrawOptions): ChartCurve {
  const { name, look, axis, begin, values, smoothing, whole } = options;
  const { x, y, y_min: least, y_max: greatest, non_finite } = answer.curve;
  const isBucketed = y.some((mean, at) => least?.[at] !== mean || greatest?.[at] !== mean);
  const line = () =>
    whole === undefined || whole === answer
      ? smoothed(y, smoothing)
      : smoothedPart({ x: x as number[], y }, { x: whole.curve.x as number[], y: whole.curve.y }, smoothing);
  const drawn = {
    x: positionsOf(x, axis, begin),
    y: smoothing > 0 ? line() : y,
    ...(smoothing > 0 && { unsmoothed: y }),
    ...(isBucketed && { least, greatest }),
  };
  // A line along a metric is as smooth as along iterations, in whose order it was smoothed.
  const placed = axisMetric(axis) ? alongMetric(drawn, values ?? { x: [], y: [] }) : drawn;
  return { name, ...look, ...placed, notFinite: non_finite?.x.length ?? 0 };
}
