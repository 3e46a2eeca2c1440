import type { CurveAxis, CurveRange } from "../view-state/curve-state.ts";

/** The key by which the server samples curves along an axis. */
export function keyOf(axis: CurveAxis): "iter" | "timestamp" {
  return axis === "iter" ? "iter" : "timestamp";
}

/** The part of an axis as the server counts; `begins` are the moments at which the tasks began. */
export function serverRange(
  range: CurveRange | undefined,
  axis: CurveAxis,
  begins: readonly number[],
): CurveRange | undefined {
  if (range === undefined || axis !== "relative" || begins.length === 0) {
    return range;
  }
  return { min: Math.min(...begins) + range.min, max: Math.max(...begins) + range.max };
}

/** Positions of a curve along an axis, as they are drawn. */
export function positionsOf(x: readonly (number | string)[], axis: CurveAxis, begin: number): number[] {
  const positions = x as number[];
  return axis === "relative" ? positions.map((moment) => moment - begin) : positions;
}
