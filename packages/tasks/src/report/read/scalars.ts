import type { Connection } from "@clearml-ts/client";
import { type Curve, readNonFinite, type ScalarKey } from "@clearml-ts/protocol";
import { ownerFields, type ReportOwner } from "./report-owner.ts";

/** The x axis of curves: iterations, milliseconds since the epoch, or ISO 8601 texts. */
export type CurveAxis = ScalarKey;

/** The values on an axis: texts for ISO 8601, numbers for the others. */
export type AxisValue<Axis extends CurveAxis = "iter"> = Axis extends "iso_time" ? string : number;

/** Points of a curve. */
export interface ReportedCurve<X = number> {
  /** Iterations, or times. */
  x: X[];
  y: number[];
}

/** Curves by title, then by series. */
export type ReportedScalars<X = number> = Record<string, Record<string, ReportedCurve<X>>>;

/** How curves are read. */
export interface ReadCurvesOptions<Axis extends CurveAxis = "iter"> {
  /** @default "iter" */
  xAxis?: Axis;
  signal?: AbortSignal;
}

/** How thinned-out curves are read. */
export interface ReadSampledOptions<Axis extends CurveAxis = "iter"> extends ReadCurvesOptions<Axis> {
  /** Points of a curve, at most 6000. @default 2000 */
  maxSamples?: number;
}

/**
 * Reads the curves of a task or a model, thinned out by the server where they are long. NaN and infinities are among the points where the
 * server stores them; in a thinned-out curve one of them stands for its bucket.
 */
export async function fetchScalars<Axis extends CurveAxis>(
  connection: Connection,
  owner: ReportOwner,
  { xAxis, maxSamples, signal }: ReadSampledOptions<Axis>,
): Promise<ReportedScalars<AxisValue<Axis>>> {
  const axis = xAxis ?? ("iter" as Axis);
  const request = {
    ...ownerFields(owner),
    key: axis,
    ...(maxSamples !== undefined && { samples: maxSamples }),
    ...nonFiniteOf(connection),
  };
  const curves = await connection.services.events.scalarMetricsIterHistogram(request, signal ? { signal } : {});
  const scalars: ReportedScalars<AxisValue<Axis>> = {};
  for (const [title, series] of Object.entries(curves)) {
    scalars[title] = {};
    for (const [name, curve] of Object.entries(series)) {
      scalars[title][name] = wholeCurve(curve, axis);
    }
  }
  return scalars;
}

/** The points of a curve in the order of their places, with those that JSON does not have put back in place. */
export function wholeCurve<Axis extends CurveAxis>(
  { x, y, non_finite }: Pick<Curve, "x" | "y" | "non_finite">,
  axis: Axis,
): ReportedCurve<AxisValue<Axis>> {
  type X = AxisValue<Axis>;
  const place = (value: number | string) => (axis === "iso_time" ? String(value) : Number(value)) as X;
  if (!non_finite) {
    return { x: x.map(place), y };
  }
  const points = new Map<X, number>(x.map((position, index) => [place(position), y[index] ?? Number.NaN]));
  for (const [index, position] of non_finite.x.entries()) {
    points.set(place(position), readNonFinite(non_finite.y[index]) ?? Number.NaN);
  }
  const sorted = [...points].sort(([a], [b]) => (a < b ? -1 : 1));
  return { x: sorted.map(([position]) => position), y: sorted.map(([, value]) => value) };
}

/** Asks for NaN and infinities where the server knows them; others may refuse a field that they do not know. */
export function nonFiniteOf({ session }: Connection): { non_finite?: boolean } {
  return session.storesNonFinite ? { non_finite: true } : {};
}
