import {
  type Curves,
  type MultiTaskCurves,
  type RequestOf,
  results,
  SINGLE_VALUE_ITERATION,
} from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { bareRecord } from "../../events/bare-record.ts";
import { metricHash } from "../../events/last-metrics.ts";
import { groupCurves } from "../../events/sampling.ts";
import type { MetricFilter } from "../../stores/events/series.ts";
import type { Routes } from "../routes.ts";
import { metricFilter } from "./metric-filter.ts";
import { type EventOwner, findOwner, findOwners } from "./owners.ts";
import { choiceOf } from "./request-values.ts";

/** What can stand on the x axis. */
export const SCALAR_KEYS = ["iter", "timestamp", "iso_time"] as const;

type ScalarKey = (typeof SCALAR_KEYS)[number];

const curveFields = { samples: "integer", key: "string", metrics: "object[]", model_events: "boolean" } as const;

/** Endpoints that read thinned-out curves and single values. */
export const curveRoutes: Pick<
  Required<Routes<"events">>,
  | "events.scalar_metrics_iter_histogram"
  | "events.multi_task_scalar_metrics_iter_histogram"
  | "events.get_task_single_value_metrics"
> = {
  "events.scalar_metrics_iter_histogram": {
    fields: { task: "string!", ...curveFields },
    handle: ({ context, request }) => {
      const owner = findOwner(context, request.task, request.model_events);
      return sampledCurves(context, owner, readOptions(request));
    },
  },

  "events.multi_task_scalar_metrics_iter_histogram": {
    fields: { tasks: "string[]!", ...curveFields },
    handle: ({ context, request }) => {
      if (request.tasks.length < 1 || request.tasks.length > MAX_TASKS) {
        throw new ApiFailure(results.validationError, { detail: `tasks: give 1 to ${MAX_TASKS}` });
      }
      const options = readOptions(request);
      const metrics: MultiTaskCurves = bareRecord();
      for (const owner of findOwners(context, request.tasks, request.model_events)) {
        for (const [metric, variants] of Object.entries(sampledCurves(context, owner, options))) {
          for (const [variant, curve] of Object.entries(variants)) {
            metrics[metric] ??= bareRecord();
            metrics[metric][variant] ??= bareRecord();
            metrics[metric][variant][owner.id] = { ...curve, name: owner.name };
          }
        }
      }
      return { metrics };
    },
  },

  "events.get_task_single_value_metrics": {
    fields: { tasks: "string[]!", metrics: "object[]", model_events: "boolean" },
    handle: ({ context, request }) => {
      const filter = metricFilter(request.metrics);
      const tasks = findOwners(context, request.tasks, request.model_events).map(({ id, name }) => {
        const series = context.events.series.find(id, "training_stats_scalar", filter);
        const values = context.events.scalars.events.at(series, SINGLE_VALUE_ITERATION);
        return {
          task: id,
          task_name: name,
          values: values.map(({ metric = "", variant = "", value, timestamp = 0 }) => {
            return { metric, variant, value, timestamp };
          }),
        };
      });
      return { tasks: tasks.filter(({ values }) => values.length > 0) };
    },
  },
};

const MAX_TASKS = 100;

interface SamplingOptions {
  readonly samples: number;
  readonly key: ScalarKey;
  readonly filter: MetricFilter | undefined;
}

function readOptions(request: Omit<RequestOf<"events.scalar_metrics_iter_histogram">, "task">): SamplingOptions {
  const { samples = 2000 } = request;
  if (samples < 1 || samples > 6000) {
    throw new ApiFailure(results.validationError, { detail: "samples: must be from 1 to 6000" });
  }
  const key = choiceOf("key", request.key, { fallback: "iter", choices: SCALAR_KEYS });
  return { samples, key, filter: metricFilter(request.metrics) };
}

function sampledCurves(context: ServerContext, owner: EventOwner, { samples, key, filter }: SamplingOptions): Curves {
  const { series, scalars } = context.events;
  const axis = key === "iter" ? "iter" : "timestamp";
  const extents = scalars.extents(series.find(owner.id, "training_stats_scalar", filter), axis, samples);
  // Filled in the order of the names, which is not the order of sampling.
  const curves: Curves = bareRecord();
  for (const { metric, variant } of extents) {
    curves[metric] ??= bareRecord();
    curves[metric][variant] = { name: variant, x: [], y: [] };
  }
  for (const group of groupCurves(extents, samples)) {
    for (const curve of group.curves) {
      const { x, y } = scalars.sample(curve, axis, group.interval);
      const label = owner.lastMetrics[metricHash(curve.metric)]?.[metricHash(curve.variant)]?.x_axis_label;
      const shown = curves[curve.metric]?.[curve.variant];
      if (shown) Object.assign(shown, { x: key === "iso_time" ? x.map(isoTime) : x, y });
      if (shown && label !== undefined) shown.x_axis_label = label;
    }
  }
  return curves;
}

/** A time as the API writes it on an axis. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
