import type { EventType } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { textsField } from "../../fields/fields.ts";
import type { Routes } from "../../routing/routes.ts";
import { findOwner, findOwners } from "./owners.ts";
import type { Series } from "./store/series.ts";
import { EVENT_TYPES } from "./writing/accepted-event.ts";

/** Endpoints that list what was reported, and the two old summaries of it. */
export const nameRoutes = {
  "events.get_scalar_metrics_and_variants": {
    fields: { task: "string!", model_events: "boolean" },
    handle: ({ context, request: { task, model_events } }) => {
      const owner = findOwner(context, task, model_events);
      return { metrics: variantsByMetric(context.events.series.find(owner.id, "training_stats_scalar")) };
    },
  },

  "events.get_vector_metrics_and_variants": {
    fields: { task: "string!", model_events: "boolean" },
    handle: ({ context, request: { task, model_events } }) => {
      const owner = findOwner(context, task, model_events);
      return { metrics: variantsByMetric(context.events.series.find(owner.id, "training_stats_vector")) };
    },
  },

  "events.get_task_metrics": {
    fields: {
      tasks: textsField,
      event_type: { type: "string!", enum: EVENT_TYPES },
      model_events: "boolean",
    },
    handle: ({ context, request }) => {
      const { event_type: type } = request;
      const owners = findOwners(context, request.tasks, request.model_events);
      return {
        metrics: owners.map(({ id }) => {
          const series = context.events.series.find(id, type).filter((one) => hasIterations(context, type, one));
          return { task: id, metrics: [...new Set(series.map(({ metric }) => metric))] };
        }),
      };
    },
  },

  "events.get_multi_task_metrics": {
    fields: {
      tasks: textsField,
      event_type: { type: "string", enum: ["all", ...EVENT_TYPES] },
      model_events: "boolean",
    },
    handle: ({ context, request }) => {
      const { event_type: type = "all" } = request;
      // Console lines have no metric: they are listed only when asked for.
      const types = type === "all" ? EVENT_TYPES.filter((one) => one !== "log") : [type];
      const owners = findOwners(context, request.tasks, request.model_events);
      const series = owners.flatMap(({ id }) => types.flatMap((one) => context.events.series.find(id, one)));
      const metrics = Object.entries(variantsByMetric(series)).map(([metric, variants]) => ({
        metric,
        variants: variants.sort(),
      }));
      return { metrics: metrics.sort((a, b) => (a.metric < b.metric ? -1 : 1)) };
    },
  },

  "events.get_task_latest_scalar_values": {
    fields: { task: "string!" },
    handle: ({ context, request: { task } }) => {
      const { name, status } = context.tasks.get(task);
      const metrics = new Map<string, { name: string; last_value: number; last_10_value: number }[]>();
      for (const series of context.events.series.find(task, "training_stats_scalar")) {
        const value = context.events.scalars.newestPositive(series);
        if (value === undefined) {
          continue;
        }
        const variants = metrics.get(series.metric) ?? [];
        metrics.set(series.metric, [...variants, { name: series.variant, last_value: value, last_10_value: value }]);
      }
      const iterations = EVENT_TYPES.map((type) => {
        return context.events.reader(type).lastIteration(context.events.series.find(task, type)) ?? 0;
      });
      return {
        metrics: [...metrics].map(([metric, variants]) => ({ name: metric, variants })),
        name,
        status,
        last_iter: Math.max(...iterations),
        last_timestamp: context.events.receipts.lastReceived(task) ?? 0,
      };
    },
  },

  "events.vector_metrics_iter_histogram": {
    fields: { task: "string!", metric: "string!", variant: "string!", model_events: "boolean" },
    handle: ({ context, request: { task, metric, variant, model_events } }) => {
      const owner = findOwner(context, task, model_events);
      const filter = new Map([[metric, [variant]]]);
      const series = context.events.series.find(owner.id, "training_stats_vector", filter);
      const vectors: number[][] = [];
      const iterations: number[] = [];
      const events = context.events.vectors.events.page(series, { limit: MAX_VECTORS, descending: false });
      for (const event of events as readonly { iter?: number; value?: unknown }[]) {
        if (event.iter === undefined || !Array.isArray(event.value)) {
          continue;
        }
        vectors.push(event.value);
        iterations.push(event.iter);
      }
      return { metric, variant, vectors, iterations };
    },
  },
} satisfies Partial<Routes<"events">>;

const MAX_VECTORS = 10_000;

function variantsByMetric(series: readonly Series[]): Record<string, string[]> {
  const variants = new Map<string, Set<string>>();
  for (const { metric, variant } of series) {
    variants.set(metric, (variants.get(metric) ?? new Set()).add(variant));
  }
  return Object.fromEntries([...variants].map(([metric, names]) => [metric, [...names]]));
}

/** Whether a series has something to show by iteration, rather than only single values. */
function hasIterations({ events }: ServerContext, type: EventType, series: Series): boolean {
  switch (type) {
    case "training_stats_scalar":
      return events.scalars.hasCurve(series);
    case "training_stats_vector":
      return events.vectors.hasIterations(series);
    case "training_debug_image":
      return events.debugImages.hasIterations(series);
    case "plot":
      return events.plots.hasIterations(series);
    case "log":
      return events.logs.events.lastIteration([series]) !== undefined;
  }
}
