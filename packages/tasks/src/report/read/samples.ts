import type { Connection } from "@clearml-ts/client";
import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";
import { ownerFields, type ReportOwner } from "./report-owner.ts";

/** How plots are read. */
export interface ReadPlotsOptions {
  /** Newest iterations of each title and series. @default 1 */
  maxIterations?: number;
  signal?: AbortSignal;
}

/** How debug samples are read. */
export interface ReadSamplesOptions {
  /** Newest iterations that have samples. @default all that the server has */
  lastIterations?: number;
  signal?: AbortSignal;
}

/** Iterations asked for in one request. */
const PAGE = 100;

/** Reads the newest plots of every title and series of a task or a model. */
export async function fetchPlots(
  connection: Connection,
  owner: ReportOwner,
  { maxIterations = 1, signal }: ReadPlotsOptions = {},
): Promise<PlotEvent[]> {
  const request = { ...ownerFields(owner), iters: maxIterations, no_scroll: true };
  const { plots } = await connection.services.events.getTaskPlots(request, signal ? { signal } : {});
  return plots;
}

/** Yields the debug samples of a title and series, newest iteration first, asking for more only when you get there. */
export async function* fetchDebugSamples(
  connection: Connection,
  { taskId: task, title, series }: { taskId: string; title: string; series: string },
  { lastIterations = Number.POSITIVE_INFINITY, signal }: ReadSamplesOptions,
): AsyncGenerator<DebugImageEvent> {
  let left = lastIterations;
  let scroll: string | null = null;
  while (left > 0) {
    const { metrics, scroll_id } = await connection.services.events.debugImages(
      { metrics: [{ task, metric: title, variants: [series] }], iters: Math.min(left, PAGE), scroll_id: scroll },
      signal ? { signal } : {},
    );
    const iterations = metrics.flatMap((metric) => metric.iterations);
    yield* iterations.flatMap(({ events }) => events);
    if (iterations.length === 0 || !scroll_id) {
      return;
    }
    left -= iterations.length;
    scroll = scroll_id;
  }
}
