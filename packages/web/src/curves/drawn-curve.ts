import type { CurveLook } from "../looks/colours.ts";
import type { CurveAxis } from "../view-state/curve-state.ts";
import type { AnsweredCurve } from "./ask-curves.ts";
import { positionsOf } from "./axis.ts";
import type { ChartCurve } from "./chart.tsx";
import { smoothed, smoothedPart } from "./smoothing.ts";

interface DrawOptions {
  name: string;
  look: CurveLook;
  axis: CurveAxis;
  /** The moment at which the task began, in milliseconds. */
  begin: number;
  smoothing: number;
  /** The whole curve where this is a part of it. */
  whole: AnsweredCurve | undefined;
}

/** A curve of the server as a chart takes it. */
export function drawnCurve(answer: AnsweredCurve, options: DrawOptions): ChartCurve {
  const { name, look, axis, begin, smoothing, whole } = options;
  const { x, y, y_min: least, y_max: greatest, non_finite } = answer.curve;
  const positions = positionsOf(x, axis, begin);
  const isBucketed = y.some((mean, at) => least?.[at] !== mean || greatest?.[at] !== mean);
  const line = () =>
    whole === undefined || whole === answer
      ? smoothed(y, smoothing)
      : smoothedPart({ x: x as number[], y }, { x: whole.curve.x as number[], y: whole.curve.y }, smoothing);
  return {
    name,
    x: positions,
    y: smoothing > 0 ? line() : y,
    ...look,
    ...(smoothing > 0 && { unsmoothed: y }),
    ...(isBucketed && { least, greatest }),
    notFinite: non_finite?.x.length ?? 0,
  };
}
