import { countField, textsField } from "../../../fields/fields.ts";
import { metricsField } from "../../../fields/record-fields.ts";
import type { Call, Routes } from "../../../routing/routes.ts";
import { isObject } from "../../../values/is-object.ts";
import { metricFilter } from "../metric-filter.ts";
import { findOwner, findOwners } from "../owners.ts";
import { EXHAUSTED, readScrollId, writeScrollId } from "../scroll-id.ts";
import {
  iterationsOfMetrics,
  iterationsOfSeries,
  iterationsOfTask,
  multiTaskPlots,
  type PlotSelection,
} from "./multi-task-plots.ts";

const pageFields = {
  iters: countField,
  metrics: metricsField,
  scroll_id: "string",
  no_scroll: "boolean",
  model_events: "boolean",
} as const;

const taskFields = { task: "string!", ...pageFields } as const;

const multiTaskFields = { tasks: textsField, last_iters_per_task_metric: "boolean", ...pageFields } as const;

/** Endpoints that read the newest plots. */
export const plotRoutes = {
  "events.get_task_plots": [
    {
      minVersion: "1.0",
      fields: taskFields,
      handle: ({ context, request }) => {
        const owner = findOwner(context, request.task);
        if (request.scroll_id) {
          return { plots: [], returned: 0, total: 0, scroll_id: EXHAUSTED };
        }
        const series = context.events.series.find(owner.id, "plot");
        const plots = context.events.plots.newest(series, request.iters ?? 1);
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
        const plots = context.events.plots.newest(series, request.iters ?? 1);
        // One page holds them all: the page asks again until it has `total` plots.
        return { plots, returned: plots.length, total: plots.length, scroll_id: null };
      },
    },
  ],

  "events.get_multi_task_plots": [
    {
      minVersion: "1.0",
      fields: multiTaskFields,
      handle: (call) => pageOfPlots(call, iterationsOfSeries),
    },
    {
      minVersion: "1.8",
      fields: multiTaskFields,
      handle: (call) => {
        const perMetric = call.request.last_iters_per_task_metric ?? true;
        return pageOfPlots(call, perMetric ? iterationsOfMetrics : iterationsOfTask);
      },
    },
  ],
} satisfies Partial<Routes<"events">>;

function pageOfPlots({ context, request }: Call<"events.get_multi_task_plots">, select: PlotSelection) {
  const { scroll_id, no_scroll = false } = request;
  const owners = findOwners(context, request.tasks, request.model_events);
  if (scroll_id === EXHAUSTED) {
    return { plots: {}, returned: 0, total: 0, scroll_id };
  }
  const { skip } = scroll_id ? readScrollId(scroll_id, isPlotScroll) : { skip: 0 };
  const iters = request.iters ?? 1;
  const page = multiTaskPlots(context, owners, { select, iters, filter: metricFilter(request.metrics), skip });
  const next = page.returned > 0 ? writeScrollId({ skip: skip + page.returned }) : EXHAUSTED;
  return { ...page, scroll_id: no_scroll ? null : next };
}

function isPlotScroll(value: unknown): value is { skip: number } {
  return isObject(value) && Number.isSafeInteger(value["skip"]);
}
