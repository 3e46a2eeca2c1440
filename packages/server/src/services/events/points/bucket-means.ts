import { bucketStart } from "./sampling.ts";
import { addValues, emptySum, type ValueSum } from "./value-sum.ts";

/** Positions and the values there, each list as long as the other. */
export interface Stretch {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** The sum of some values of a bucket, and where the bucket begins. */
export interface BucketSum extends ValueSum {
  readonly position: number;
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

/**
 * The means of buckets of one width, which begin at multiples of it, in the order of their positions: of the values of stretches,
 * and of others whose sums are known. A bucket without points is left out, and so is one whose sum is beyond all numbers.
 * NaN and infinities count apart, so that one of them does not take the others of its bucket with it.
 */
export function bucketMeans(stretches: Iterable<Stretch>, width: number, known: Iterable<BucketSum> = []): Curve {
  const buckets = new Map<number, ValueSum>();
  for (const { position, ...sum } of known) {
    buckets.set(position, sum);
  }
  const nonFinite = new Map<number, number>();
  for (const { x, y } of stretches) {
    for (let index = 0; index < x.length; ) {
      const start = bucketStart(x[index] as number, width);
      const value = y[index] as number;
      if (!Number.isFinite(value)) {
        nonFinite.set(start, (nonFinite.get(start) ?? value) + value);
        index += 1;
        continue;
      }
      const end = endOfRun({ x, y }, index, { start, end: start + width });
      const bucket = buckets.get(start) ?? emptySum();
      buckets.set(start, bucket);
      addValues(bucket, y, index, end);
      index = end;
    }
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

/** The index behind the points that follow one in its bucket, all with finite values: most points fall into that of the one before. */
function endOfRun({ x, y }: Stretch, index: number, bucket: { start: number; end: number }): number {
  let next = index + 1;
  while (
    next < x.length &&
    (x[next] as number) >= bucket.start &&
    (x[next] as number) < bucket.end &&
    Number.isFinite(y[next])
  ) {
    next += 1;
  }
  return next;
}

function inOrder(values: ReadonlyMap<number, number>): { x: number[]; y: number[] } {
  const sorted = [...values].sort(([a], [b]) => a - b);
  return { x: sorted.map(([position]) => position), y: sorted.map(([, value]) => value) };
}
