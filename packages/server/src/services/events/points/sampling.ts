/** How far a curve reaches along the axis it is sampled by. */
export interface CurveExtent {
  /** Number of points. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** Curves that are sampled with one interval. */
export interface SamplingGroup<Curve> {
  readonly interval: number;
  readonly curves: readonly Curve[];
}

const MAX_CURVES_OF_GROUP = 50;
const MAX_POINTS_OF_GROUP = 6000;

/** The width of a bucket, such that a curve has no more buckets than samples, and how many there will be. */
export function sampleInterval({ count, min, max }: CurveExtent, samples: number): { interval: number; size: number } {
  if (count < samples) {
    return { interval: 1, size: count };
  }
  const range = max - min + 1;
  const interval = Math.max(1, Math.ceil(range / samples));
  return { interval, size: Math.ceil(range / interval) };
}

/**
 * Puts curves of nearly the same interval together, so that the points of one chart line up: a group takes the next
 * curve while that is at most a tenth coarser than its first, and uses the interval of its coarsest.
 */
export function groupCurves<Curve extends CurveExtent>(
  curves: readonly Curve[],
  samples: number,
): SamplingGroup<Curve>[] {
  const sorted = curves
    .map((curve) => ({ curve, ...sampleInterval(curve, samples) }))
    .sort((a, b) => a.interval - b.interval);
  const groups: { interval: number; curves: Curve[] }[] = [];
  let limit = 0;
  let points = 0;
  for (const { curve, interval, size } of sorted) {
    let group = groups.at(-1);
    const fits = interval <= limit && points + size <= MAX_POINTS_OF_GROUP;
    if (!group || !fits || group.curves.length >= MAX_CURVES_OF_GROUP) {
      group = { interval, curves: [] };
      groups.push(group);
      limit = interval + Math.floor(interval * 0.1);
      points = 0;
    }
    group.curves.push(curve);
    group.interval = Math.max(group.interval, interval);
    points += size;
  }
  return groups;
}

/** Where the bucket of a position begins: at a multiple of the interval, also below zero. */
export function bucketStart(position: number, interval: number): number {
  return Math.floor(position / interval) * interval;
}
