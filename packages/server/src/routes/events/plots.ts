import type { MultiTaskPlots, PlotEvent } from "@clearml-ts/protocol";
import { bareRecord } from "../../events/bare-record.ts";
import { EXHAUSTED, readScrollId, writeScrollId } from "../../events/scroll-id.ts";
import type { SampleStore } from "../../stores/events/samples.ts";
import type { Series } from "../../stores/events/series.ts";
import { isObject } from "../fields.ts";
import type { Call, Routes } from "../routes.ts";
import { metricFilter } from "./metric-filter.ts";
import { type EventOwner, findOwner, findOwners } from "./owners.ts";
import { countOf } from "./request-values.ts";

const taskFields = { task: "string!", iters: "integer", metrics: "object[]", model_events: "boolean" } as const;

/** Endpoints that read the newest plots. */
export const plotRoutes: Pick<Required<Routes<"events">>, "events.get_task_plots" | "events.get_multi_task_plots"> = {
  "events.get_task_plots": [
    {
      minVersion: "1.0",
      fields: taskFields,
      handle: ({ context, request }) => {
        const owner = findOwner(context, request.task);
        if (request.scroll_id) return { plots: [], returned: 0, total: 0, scroll_id: EXHAUSTED };
        const series = context.events.series.find(owner.id, "plot");
        const plots = context.events.plots.newest(series, countOf("iters", request.iters, { fallback: 1 }));
        plots.sort((a, b) => (b.iter ?? 0) - (a.iter ?? 0));
        const total = context.events.plots.events.count(series);
        return { plots, returned: plots.length, total, scroll_id: EXHAUSTED };
      },
    },
    {
      minVersion: "1.8",
      fields: taskFields,
      handle: ({ context, request }) => {
        const owner = findOwner(context, request.task, request.model_events);
        const series = context.events.series.find(owner.id, "plot", metricFilter(request.metrics));
        const plots = context.events.plots.newest(series, countOf("iters", request.iters, { fallback: 1 }));
        // One page holds them all: the page asks again until it has `total` plots.
        return { plots, returned: plots.length, total: plots.length, scroll_id: null };
      },
    },
  ],

  "events.get_multi_task_plots": [
    {
      minVersion: "1.0",
      fields: { tasks: "string[]!", iters: "integer" },
      handle: (call) => multiTaskPlots(call, (plots, series, iters) => iterationsOfSeries(plots, series, iters)),
    },
    {
      minVersion: "1.8",
      fields: {
        tasks: "string[]!",
        iters: "integer",
        metrics: "object[]",
        last_iters_per_task_metric: "boolean",
        no_scroll: "boolean",
        model_events: "boolean",
      },
      handle: (call) => {
        const perMetric = call.request.last_iters_per_task_metric ?? true;
        return multiTaskPlots(call, perMetric ? iterationsOfMetrics : iterationsOfTask);
      },
    },
  ],
};

/** The newest iterations to show, for parts of the series of one task. */
type Selection = (
  plots: SampleStore<PlotEvent>,
  series: readonly Series[],
  iters: number,
) => readonly { series: readonly Series[]; iterations: readonly number[] }[];

const iterationsOfTask: Selection = (plots, series, count) => {
  return [{ series, iterations: plots.iterations(series, { count, descending: true }) }];
};

const iterationsOfMetrics: Selection = (plots, series, count) => {
  const metrics = [...new Set(series.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    return iterationsOfTask(
      plots,
      series.filter((one) => one.metric === metric),
      count,
    );
  });
};

const iterationsOfSeries: Selection = (plots, series, count) => {
  return series.flatMap((one) => iterationsOfTask(plots, [one], count));
};

/** Plots in one answer: each may be megabytes long. */
const PAGE = 1000;

function multiTaskPlots({ context, request }: Call<"events.get_multi_task_plots">, select: Selection) {
  const { scroll_id, no_scroll = false } = request;
  const owners = findOwners(context, request.tasks, request.model_events);
  if (scroll_id === EXHAUSTED) return { plots: {}, returned: 0, total: 0, scroll_id };
  const { skip } = scroll_id ? readScrollId(scroll_id, isPlotScroll) : { skip: 0 };
  const iters = countOf("iters", request.iters, { fallback: 1 });
  const filter = metricFilter(request.metrics);
  const { plots } = context.events;

  const found = owners.flatMap(({ id }) => {
    const series = context.events.series.find(id, "plot", filter);
    return select(plots, series, iters).flatMap((part) => plots.idsAt(part.series, part.iterations));
  });
  found.sort((a, b) => b.iter - a.iter);
  const page = plots.byIds(found.slice(skip, skip + PAGE).map(({ id }) => id));
  const next = page.length > 0 ? writeScrollId({ skip: skip + page.length }) : EXHAUSTED;
  return {
    plots: nest(page, owners),
    returned: page.length,
    total: found.length,
    scroll_id: no_scroll ? null : next,
  };
}

function isPlotScroll(value: unknown): value is { skip: number } {
  return isObject(value) && Number.isSafeInteger(value["skip"]);
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
