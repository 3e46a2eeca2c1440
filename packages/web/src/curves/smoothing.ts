/** A curve along which values are smoothed: positions and values of one length. */
export interface SmoothedCurve {
  x: readonly number[];
  y: readonly number[];
}

/** An average that has seen the points of a curve up to some position. */
interface Average {
  sum: number;
  /** The weight of all points so far, by which the sum is corrected for its beginning. */
  weight: number;
  at: number;
}

/**
 * Smooths values by an exponential moving average that is corrected for its beginning, as TensorBoard does.
 *
 * @param weight from 0, which changes nothing, to below 1.
 */
export function smoothed(values: readonly number[], weight: number): number[] {
  let average: Average = { sum: 0, weight: 0, at: 0 };
  return values.map((value, index) => {
    average = follow(average, value, { at: index, share: weight });
    return average.sum / average.weight;
  });
}

/**
 * Smooths a part of a curve that was read more closely, so that its line runs where that of the whole curve does: it begins with
 * the average that the whole has there, and forgets as much over the same distance.
 *
 * @param weight from 0, which changes nothing, to below 1.
 */
export function smoothedPart({ x, y }: SmoothedCurve, whole: SmoothedCurve, weight: number): number[] {
  const first = whole.x[0] ?? 0;
  const step = ((whole.x.at(-1) ?? first) - first) / Math.max(1, whole.x.length - 1);
  let average: Average = { sum: 0, weight: 0, at: (x[0] ?? 0) - step };
  for (const [index, value] of whole.y.entries()) {
    const at = whole.x[index] ?? 0;
    // A point of the whole stands for all up to the next one.
    if (at + step > (x[0] ?? 0)) {
      break;
    }
    average = follow(average, value, { at: at + step, share: weight });
  }
  return y.map((value, index) => {
    const at = x[index] ?? 0;
    const steps = step > 0 ? Math.max(0, at - average.at) / step : 1;
    average = follow(average, value, { at, share: weight ** steps });
    return average.weight > 0 ? average.sum / average.weight : value;
  });
}

/** Takes a point into an average; `share` is what remains of the points before it. */
function follow(average: Average, value: number, { at, share }: { at: number; share: number }): Average {
  return { sum: average.sum * share + (1 - share) * value, weight: average.weight * share + (1 - share), at };
}
