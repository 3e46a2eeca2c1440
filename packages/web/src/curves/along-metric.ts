import type { CurveRange } from "../view-state/task/curve-state.ts";

/** The values of a metric by iteration, in their order: what curves are drawn along. */
export interface MetricValues {
  x: readonly number[];
  y: readonly number[];
}

/** A curve by iteration, with all that is drawn of it. */
interface DrawnValues extends MetricValues {
  unsmoothed?: readonly number[] | undefined;
  least?: readonly number[] | undefined;
  greatest?: readonly number[] | undefined;
}

/**
 * Puts a curve along the values that a metric has at the same iterations, in their order; between two of its points the metric is
 * taken to be on a straight line, and where it has none the curve has no point. Points that come to one place become one.
 */
export function alongMetric(curve: DrawnValues, metric: MetricValues): DrawnValues {
  const places = new Map<number, number[]>();
  for (const [index, iteration] of curve.x.entries()) {
    const place = valueAt(metric, iteration);
    if (place !== undefined) {
      places.set(place, [...(places.get(place) ?? []), index]);
    }
  }
  const sorted = [...places].sort(([one], [other]) => one - other);
  const merged = (values: readonly number[], merge: (found: number[]) => number) =>
    sorted.map(([, indices]) => merge(indices.map((index) => values[index] ?? Number.NaN)));
  const { y, unsmoothed, least, greatest } = curve;
  // Where several points are merged, the edges of all of them show what the mean does not.
  const hasEdges = least !== undefined || sorted.some(([, indices]) => indices.length > 1);
  return {
    x: sorted.map(([place]) => place),
    y: merged(y, mean),
    ...(unsmoothed && { unsmoothed: merged(unsmoothed, mean) }),
    ...(hasEdges && {
      least: merged(least ?? unsmoothed ?? y, (found) => Math.min(...found)),
      greatest: merged(greatest ?? unsmoothed ?? y, (found) => Math.max(...found)),
    }),
  };
}

/** The iterations between which a metric runs through a part of its values; undefined where it never does. */
export function iterationsWithin({ x, y }: MetricValues, { min, max }: CurveRange): CurveRange | undefined {
  const found: number[] = [];
  for (let index = 1; index < x.length; index += 1) {
    const [before = 0, after = 0] = [y[index - 1], y[index]];
    if (Math.max(before, after) >= min && Math.min(before, after) <= max) {
      found.push(x[index - 1] ?? 0, x[index] ?? 0);
    }
  }
  const [first, last] = [found[0], found.at(-1)];
  return first === undefined || last === undefined ? undefined : { min: first, max: last };
}

function valueAt({ x, y }: MetricValues, iteration: number): number | undefined {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) < iteration) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const [at, value] = [x[low], y[low]];
  if (at === iteration) {
    return value;
  }
  const [before, from] = [x[low - 1], y[low - 1]];
  if (at === undefined || value === undefined || before === undefined || from === undefined) {
    return undefined;
  }
  return from + ((value - from) * (iteration - before)) / (at - before);
}

function mean(found: readonly number[]): number {
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}
