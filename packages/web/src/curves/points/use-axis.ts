import { useMemo } from "preact/hooks";
import { axisMetric, type CurveAxis, type CurveRange } from "../../view-state/task/curve-state.ts";
import { iterationsWithin, type MetricValues } from "../along-metric.ts";
import { keyOf, serverRange } from "../axis.ts";
import type { AnsweredCurve } from "./ask-curves.ts";
import { useCurves } from "./use-curves.ts";

interface UseAxisOptions {
  axis: CurveAxis;
  /** The part of the axis that is shown. */
  range: CurveRange | undefined;
  /** The moments at which the tasks began, in milliseconds, by their ids. */
  begins: ReadonlyMap<string, number>;
  /** Whether something is drawn along it now. */
  enabled: boolean;
  every: number | undefined;
}

/** An axis as far as it is known: how the server is asked for curves, and where they are drawn along it. */
export interface KnownAxis {
  key: "iter" | "timestamp";
  range: CurveRange | undefined;
  /** Whether curves can be asked for yet. */
  isKnown: boolean;
  /** Where the axis is a metric, its values by task. */
  values: ReadonlyMap<string, MetricValues> | undefined;
}

/** Knows an axis: one of a metric's values is read by itself, once for all charts along it. */
export function useAxis({ axis, range, begins, enabled, every }: UseAxisOptions): KnownAxis {
  const metric = axisMetric(axis);
  const question = {
    tasks: [...begins.keys()],
    metric: metric?.metric ?? "",
    variants: [metric?.variant ?? ""],
    key: "iter" as const,
  };
  const isMetric = metric !== undefined;
  const whole = useCurves(
    { ...question, range: undefined },
    { enabled: enabled && isMetric, withWhole: false, every },
  ).curves;
  const iterations = useMemo(() => iterationsOf(whole, range), [whole, range?.min, range?.max]);
  const part = useCurves(
    { ...question, range: iterations },
    { enabled: enabled && isMetric && iterations !== undefined, withWhole: false, every },
  ).curves;
  const values = useMemo(() => {
    const read = iterations === undefined ? whole : part;
    return new Map(read?.map(({ task, curve }) => [task, { x: curve.x as number[], y: curve.y }]));
  }, [iterations, whole, part]);
  if (isMetric) {
    return { key: "iter", range: iterations, isKnown: whole !== undefined, values };
  }
  const known = serverRange(range, axis, [...begins.values()]);
  return { key: keyOf(axis), range: known, isKnown: true, values: undefined };
}

/** The iterations in which the metric of any task is in a part of its values. */
function iterationsOf(whole: readonly AnsweredCurve[] | undefined, range: CurveRange | undefined) {
  const found = (range === undefined ? [] : (whole ?? [])).flatMap(
    ({ curve }) => iterationsWithin({ x: curve.x as number[], y: curve.y }, range as CurveRange) ?? [],
  );
  return found.length === 0
    ? undefined
    : { min: Math.min(...found.map(({ min }) => min)), max: Math.max(...found.map(({ max }) => max)) };
}
