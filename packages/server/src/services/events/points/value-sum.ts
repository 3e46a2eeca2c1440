/** The sum of some finite values, and how far they reach. */
export interface ValueSum {
  sum: number;
  /** The rounding error of the additions to `sum`. */
  lost: number;
  count: number;
  least: number;
  greatest: number;
}

/** The sum of no values. */
export function emptySum(): ValueSum {
  return { sum: 0, lost: 0, count: 0, least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };
}

/**
 * Adds the values from one index to another, which must be finite, to a sum.
 *
 * Sums are compensated (Kahan, Babuška and Neumaier), as those of SQLite are: a mean lies between what it is the mean of.
 */
export function addValues(to: ValueSum, values: ArrayLike<number>, from: number, end: number): void {
  let { sum, lost, least, greatest } = to;
  for (let index = from; index < end; index += 1) {
    const value = values[index] as number;
    const total = sum + value;
    lost += Math.abs(sum) > Math.abs(value) ? sum - total + value : value - total + sum;
    sum = total;
    least = Math.min(value, least);
    greatest = Math.max(value, greatest);
  }
  Object.assign(to, { sum, lost, count: to.count + end - from, least, greatest });
}

/** The sum of values; undefined when one of them is not finite, or they add up to more than a number holds. */
export function sumOf(values: ArrayLike<number>): ValueSum | undefined {
  const sum = emptySum();
  addValues(sum, values, 0, values.length);
  return Number.isFinite(sum.sum) && Number.isFinite(sum.lost) ? sum : undefined;
}
