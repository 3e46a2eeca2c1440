import type { MultiTaskPlots, PlotEvent } from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { bareRecord } from "../../../values/bare-record.ts";
import type { EventOwner } from "../owners.ts";
import type { MetricFilter, Series } from "../store/series.ts";
import type { SampleStore } from "./samples.ts";

/** The newest iterations to show, for parts of the series of one task. */
export type PlotSelection = (
  plots: SampleStore<PlotEvent>,
  series: readonly Series[],
  iters: number,
) => readonly { series: readonly Series[]; iterations: readonly number[] }[];

/** The newest iterations of each task. */
export const iterationsOfTask: PlotSelection = (plots, series, count) => {
  return [{ series, iterations: plots.iterations(series, { count, descending: true }) }];
};

/** The newest iterations of each metric. */
export const iterationsOfMetrics: PlotSelection = (plots, series, count) => {
  const metrics = [...new Set(series.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    return iterationsOfTask(
      plots,
      series.filter((one) => one.metric === metric),
      count,
    );
  });
};

/** The newest iterations of each metric and variant. */
export const iterationsOfSeries: PlotSelection = (plots, series, count) => {
  return series.flatMap((one) => iterationsOfTask(plots, [one], count));
};

/** Plots in one answer: each may be megabytes long. */
const PAGE = 1000;

/** Which plots to read. */
export interface PlotQuery {
  readonly select: PlotSelection;
  /** How many of the newest iterations. */
  readonly iters: number;
  readonly filter: MetricFilter | undefined;
  /** How many plots were read before. @default 0 */
  readonly skip?: number;
}

/** Reads a page of the newest plots of several tasks or models, and says how many there are in all. */
export function multiTaskPlots(
  { events }: ServerContext,
  owners: readonly EventOwner[],
  { select, iters, filter, skip = 0 }: PlotQuery,
): { plots: MultiTaskPlots; returned: number; total: number } {
  const { plots } = events;
  const found = owners.flatMap(({ id }) => {
    const series = events.series.find(id, "plot", filter);
    return select(plots, series, iters).flatMap((part) => plots.idsAt(part.series, part.iterations));
  });
  found.sort((a, b) => b.iter - a.iter);
  const page = plots.byIds(found.slice(skip, skip + PAGE).map(({ id }) => id));
  return { plots: nest(page, owners), returned: page.length, total: found.length };
}

function nest(plots: readonly PlotEvent[], owners: readonly EventOwner[]): MultiTaskPlots {
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  const nested: MultiTaskPlots = bareRecord();
  for (const plot of plots) {
    const { metric = "", variant = "", task, iter = 0 } = plot;
    nested[metric] ??= bareRecord();
    nested[metric][variant] ??= bareRecord();
    nested[metric][variant][task] ??= {};
    nested[metric][variant][task][iter] ??= { name: names.get(task) ?? "", plots: [] };
    nested[metric][variant][task][iter].plots.push(plot);
  }
  return nested;
}
