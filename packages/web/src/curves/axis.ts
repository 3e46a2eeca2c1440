import { axisMetric, type CurveAxis, type CurveName, type CurveRange } from "../view-state/task/curve-state.ts";

/** The key by which the server samples curves along an axis. */
export function keyOf(axis: CurveAxis): "iter" | "timestamp" {
  return axis === "timestamp" || axis === "relative" ? "timestamp" : "iter";
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

/** A curve by its names, as people read it. */
export function curveTitle({ metric, variant }: CurveName): string {
  return `${metric} / ${variant}`;
}

/** An axis as people read it; `names` are those of the axes that every curve has. */
export function axisTitle(axis: CurveAxis, names: Readonly<Record<string, string>>): string {
  const metric = axisMetric(axis);
  return metric ? curveTitle(metric) : (names[axis] ?? axis);
}
