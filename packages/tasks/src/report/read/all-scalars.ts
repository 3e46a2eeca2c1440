import type { Connection } from "@clearml-ts/client";
import { type RawCurve, SINGLE_VALUE_METRIC } from "@clearml-ts/protocol";
import {
  type AxisValue,
  type CurveAxis,
  nonFiniteOf,
  type ReadCurvesOptions,
  type ReportedCurve,
  type ReportedScalars,
  wholeCurve,
} from "./scalars.ts";

/** How every point is read. */
export interface ReadAllOptions<Axis extends CurveAxis> extends ReadCurvesOptions<Axis> {
  /** Points asked for in one request; servers give no more than 200,000. @default 100,000 */
  batchSize?: number;
}

/** Titles that are read at the same time. */
const CONCURRENCY = 4;

/**
 * Reads every point of a task's curves. A point whose iteration was reported again is there once; values without
 * iterations are not curves, and left out.
 */
export async function fetchAllScalars<Axis extends CurveAxis>(
  connection: Connection,
  taskId: string,
  options: ReadAllOptions<Axis>,
): Promise<ReportedScalars<AxisValue<Axis>>> {
  const { signal } = options;
  const { events } = connection.services;
  const { metrics } = await events.getScalarMetricsAndVariants({ task: taskId }, signal ? { signal } : {});
  const titles = Object.keys(metrics).filter((title) => title !== SINGLE_VALUE_METRIC);
  const { default: pMap } = await import("p-map");
  const curves = await pMap(
    titles,
    async (title) => [title, await fetchTitle(connection, { taskId, title }, options)] as const,
    { concurrency: CONCURRENCY, ...(signal && { signal }) },
  );
  return Object.fromEntries(curves);
}

async function fetchTitle<Axis extends CurveAxis>(
  connection: Connection,
  { taskId: task, title: metric }: { taskId: string; title: string },
  { xAxis, batchSize = 100_000, signal }: ReadAllOptions<Axis>,
): Promise<Record<string, ReportedCurve<AxisValue<Axis>>>> {
  const key = xAxis ?? ("iter" as Axis);
  const curves = new Map<string, ReportedCurve<AxisValue<Axis>>>();
  let scroll: string | undefined;
  for (;;) {
    const { variants, returned, scroll_id } = await connection.services.events.scalarMetricsIterRaw(
      {
        task,
        metric: { metric },
        key,
        batch_size: batchSize,
        ...nonFiniteOf(connection),
        ...(scroll !== undefined && { scroll_id: scroll }),
      },
      signal ? { signal } : {},
    );
    for (const [name, part] of Object.entries(variants)) {
      curves.set(name, joined(curves.get(name), partCurve(part, key)));
    }
    if (returned === 0 || scroll_id === undefined) {
      return Object.fromEntries(curves);
    }
    scroll = scroll_id;
  }
}

function partCurve<Axis extends CurveAxis>(part: RawCurve, key: Axis): ReportedCurve<AxisValue<Axis>> {
  const { y, non_finite } = part;
  return wholeCurve({ x: part[key] ?? [], y, ...(non_finite && { non_finite }) }, key);
}

/** Neither a copy for each part nor a spread into arguments: curves have millions of points. */
function joined<X>(curve: ReportedCurve<X> | undefined, part: ReportedCurve<X>): ReportedCurve<X> {
  if (!curve) {
    return part;
  }
  for (let index = 0; index < part.x.length; index += 1) {
    curve.x.push(part.x[index] as X);
    curve.y.push(part.y[index] as number);
  }
  return curve;
}
