import { textsField } from "../../../fields/fields.ts";
import { metricsField } from "../../../fields/record-fields.ts";
import type { Routes } from "../../../routing/routes.ts";
import { metricFilter } from "../metric-filter.ts";
import { findOwner, findOwners } from "../owners.ts";
import { compareCurves, readSampling, sampledCurves, samplingFields, singleValues } from "./read-curves.ts";

const curveFields = { ...samplingFields, model_events: "boolean", non_finite: "boolean" } as const;

/** More curves than these are not compared at once. */
const MAX_TASKS = 100;

/** Endpoints that read thinned-out curves and single values. */
export const curveRoutes = {
  "events.scalar_metrics_iter_histogram": {
    fields: { task: "string!", ...curveFields },
    handle: ({ context, request }) => {
      const owner = findOwner(context, request.task, request.model_events);
      return sampledCurves(context, owner, readSampling(request));
    },
  },

  "events.multi_task_scalar_metrics_iter_histogram": {
    fields: { tasks: { type: "list!", items: "string", minItems: 1, maxItems: MAX_TASKS }, ...curveFields },
    handle: ({ context, request }) => {
      const options = readSampling(request);
      return { metrics: compareCurves(context, findOwners(context, request.tasks, request.model_events), options) };
    },
  },

  "events.get_task_single_value_metrics": {
    fields: { tasks: textsField, metrics: metricsField, model_events: "boolean", non_finite: "boolean" },
    handle: ({ context, request }) => {
      const { tasks, model_events, non_finite: nonFinite } = request;
      const owners = findOwners(context, tasks, model_events);
      return { tasks: singleValues(context, owners, { filter: metricFilter(request.metrics), nonFinite }) };
    },
  },
} satisfies Partial<Routes<"events">>;
