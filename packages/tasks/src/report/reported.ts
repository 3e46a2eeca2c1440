import type { Connection } from "@clearml-ts/client";
import type { LogEvent, PlotEvent } from "@clearml-ts/protocol";

/** Points of a curve. */
export interface ReportedCurve {
  /** Iterations. */
  x: number[];
  y: number[];
}

/** Curves by title, then by series. */
export type ReportedScalars = Record<string, Record<string, ReportedCurve>>;

/** Reads a task's curves, thinned out by the server where they are long. */
export async function fetchScalars(connection: Connection, taskId: string): Promise<ReportedScalars> {
  const curves = await connection.services.events.scalarMetricsIterHistogram({ task: taskId, key: "iter" });
  const scalars: ReportedScalars = {};
  for (const [title, series] of Object.entries(curves)) {
    scalars[title] = {};
    for (const [name, { x, y }] of Object.entries(series)) {
      scalars[title][name] = { x: x.map(Number), y };
    }
  }
  return scalars;
}

/** Reads the values a task reported without iterations. */
export async function fetchSingleValues(connection: Connection, taskId: string): Promise<Record<string, number>> {
  const { tasks } = await connection.services.events.getTaskSingleValueMetrics({ tasks: [taskId] });
  return Object.fromEntries((tasks[0]?.values ?? []).map(({ variant, value }) => [variant, value]));
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
