import { bucketStart } from "./sampling.ts";

/** Positions and the values there, each list as long as the other. */
export interface Stretch {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** A thinned-out curve. */
export interface Curve {
  readonly x: number[];
  readonly y: number[];
  /** The least and the greatest finite value of each bucket. */
  readonly least: number[];
  readonly greatest: number[];
  /** Where NaN and infinities are, and what they add up to; absent where there are none. */
  readonly nonFinite?: { readonly x: number[]; readonly y: number[] };
}

interface Bucket {
  sum: number;
  /** The rounding error of the additions to `sum`. */
  lost: number;
  count: number;
  least: number;
  greatest: number;
}

function emptyBucket(): Bucket {
  return { sum: 0, lost: 0, count: 0, least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };
}

/**
 * The means of buckets of one width, which begin at multiples of it, in the order of their positions. A bucket without points is
 * left out, and so is one whose sum is beyond all numbers. NaN and infinities count apart, so that one of them does not
 * take the others of its bucket with it.
 *
 * Sums are compensated (Kahan, Babuška and Neumaier), as those of SQLite are: a mean lies between what it is the mean of.
 */
export function bucketMeans(stretches: Iterable<Stretch>, width: number): Curve {
  const buckets = new Map<number, Bucket>();
  // Most points fall into the bucket of the one before: that one is kept at hand.
  let bucket = emptyBucket();
  let start = Number.NaN;
  const nonFinite = new Map<number, number>();
  for (const { x, y } of stretches) {
    let { sum, lost, count, least, greatest } = bucket;
    for (let index = 0; index < x.length; index += 1) {
      const position = x[index] as number;
      const value = y[index] as number;
      if (!Number.isFinite(value)) {
        const own = bucketStart(position, width);
        nonFinite.set(own, (nonFinite.get(own) ?? value) + value);
        continue;
      }
      if (!(position >= start && position < start + width)) {
        Object.assign(bucket, { sum, lost, count, least, greatest });
        start = bucketStart(position, width);
        bucket = buckets.get(start) ?? emptyBucket();
        buckets.set(start, bucket);
        ({ sum, lost, count, least, greatest } = bucket);
      }
      const total = sum + value;
      lost += Math.abs(sum) > Math.abs(value) ? sum - total + value : value - total + sum;
      sum = total;
      count += 1;
      least = Math.min(value, least);
      greatest = Math.max(value, greatest);
    }
    Object.assign(bucket, { sum, lost, count, least, greatest });
  }
  const means = [...buckets]
    .map(([position, { sum, lost, count, least, greatest }]) => ({
      position,
      mean: (sum + lost) / count,
      least,
      greatest,
    }))
    .filter(({ mean }) => Number.isFinite(mean))
    .sort((a, b) => a.position - b.position);
  return {
    x: means.map(({ position }) => position),
    y: means.map(({ mean }) => mean),
    least: means.map(({ least }) => least),
    greatest: means.map(({ greatest }) => greatest),
    ...(nonFinite.size > 0 && { nonFinite: inOrder(nonFinite) }),
  };
}

function inOrder(values: ReadonlyMap<number, number>): { x: number[]; y: number[] } {
  const sorted = [...values].sort(([a], [b]) => a - b);
  return { x: sorted.map(([position]) => position), y: sorted.map(([, value]) => value) };
}
