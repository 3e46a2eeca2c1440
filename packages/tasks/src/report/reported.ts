import type { Connection } from "@clearml-ts/client";
import { type Curve, type LogEvent, type PlotEvent, readNonFinite } from "@clearml-ts/protocol";

/** Points of a curve. */
export interface ReportedCurve {
  /** Iterations. */
  x: number[];
  y: number[];
}

/** Curves by title, then by series. */
export type ReportedScalars = Record<string, Record<string, ReportedCurve>>;

/**
 * Reads a task's curves, thinned out by the server where they are long. NaN and infinities are among the points where the
 * server stores them; in a thinned-out curve one of them stands for its bucket.
 */
export async function fetchScalars(connection: Connection, taskId: string): Promise<ReportedScalars> {
  const request = { task: taskId, key: "iter", ...nonFiniteOf(connection) } as const;
  const curves = await connection.services.events.scalarMetricsIterHistogram(request);
  const scalars: ReportedScalars = {};
  for (const [title, series] of Object.entries(curves)) {
    scalars[title] = {};
    for (const [name, curve] of Object.entries(series)) {
      scalars[title][name] = wholeCurve(curve);
    }
  }
  return scalars;
}

/** The points of a curve in the order of their iterations, with those that JSON does not have put back in place. */
function wholeCurve({ x, y, non_finite }: Curve): ReportedCurve {
  if (!non_finite) {
    return { x: x.map(Number), y };
  }
  const points = new Map(x.map((position, index) => [Number(position), y[index] ?? Number.NaN]));
  for (const [index, position] of non_finite.x.entries()) {
    points.set(Number(position), readNonFinite(non_finite.y[index]) ?? Number.NaN);
  }
  const sorted = [...points].sort(([a], [b]) => a - b);
  return { x: sorted.map(([position]) => position), y: sorted.map(([, value]) => value) };
}

/** Asks for NaN and infinities where the server knows them; others may refuse a field that they do not know. */
function nonFiniteOf({ session }: Connection): { non_finite?: boolean } {
  return session.storesNonFinite ? { non_finite: true } : {};
}

/** Reads the values a task reported without iterations, NaN and infinities among them where the server stores them. */
export async function fetchSingleValues(connection: Connection, taskId: string): Promise<Record<string, number>> {
  const request = { tasks: [taskId], ...nonFiniteOf(connection) };
  const { tasks } = await connection.services.events.getTaskSingleValueMetrics(request);
  const { values = [], non_finite = [] } = tasks[0] ?? {};
  const all = [...values, ...non_finite.map(({ variant, value }) => ({ variant, value: readNonFinite(value) }))];
  return Object.fromEntries(all.map(({ variant, value }) => [variant, value ?? Number.NaN]));
}

/** Reads the newest plot of every title and series. */
export async function fetchPlots(connection: Connection, taskId: string): Promise<PlotEvent[]> {
  const { plots } = await connection.services.events.getTaskPlots({ task: taskId, iters: 1, no_scroll: true });
  return plots;
}

/** Reads a task's console, oldest first, page by page. */
export async function* fetchConsole(connection: Connection, taskId: string): AsyncGenerator<LogEvent> {
  const pageSize = 1000;
  let from: number | undefined;
  for (;;) {
    const { events } = await connection.services.events.getTaskLog({
      task: taskId,
      navigate_earlier: false,
      order: "asc",
      batch_size: pageSize,
      ...(from !== undefined && { from_timestamp: from }),
    });
    yield* events;
    from = events.at(-1)?.timestamp;
    if (events.length < pageSize || from === undefined) {
      return;
    }
  }
}
