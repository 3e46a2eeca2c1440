import type { Stretch } from "./bucket-means.ts";
import type { CurveExtent } from "./sampling.ts";

/** A part of a curve, along the axis it is read by; both ends belong to it. */
export interface CurveRange {
  readonly min: number;
  readonly max: number;
}

/** The points of a curve that are in a range. */
export function* within(stretches: Iterable<Stretch>, { min, max }: CurveRange): Generator<Stretch> {
  for (const { x, y } of stretches) {
    const kept: number[] = [];
    for (let index = 0; index < x.length; index += 1) {
      const position = x[index] as number;
      if (position >= min && position <= max) {
        kept.push(index);
      }
    }
    if (kept.length === x.length) {
      yield { x, y };
    } else if (kept.length > 0) {
      yield { x: kept.map((index) => x[index] as number), y: kept.map((index) => y[index] as number) };
    }
  }
}

/** How far points reach, whatever their order. */
export function extentOf(stretches: Iterable<Stretch>): CurveExtent {
  let [count, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x } of stretches) {
    for (let index = 0; index < x.length; index += 1) {
      const position = x[index] as number;
      min = Math.min(min, position);
      max = Math.max(max, position);
    }
    count += x.length;
  }
  return { count, min, max };
}
