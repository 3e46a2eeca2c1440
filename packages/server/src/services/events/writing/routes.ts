import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import type { Routes } from "../../../routing/routes.ts";
import { checkModelForEvents, checkTaskForEvents } from "../owners.ts";
import { ingest } from "./ingest.ts";

/** Endpoints that store and delete events. */
export const writingRoutes = {
  "events.add": (call) => ingest(call, [call.request]),

  "events.add_batch": (call) => {
    if (call.request.length === 0) {
      throw new ApiFailure(results.batchContainsNoItems);
    }
    return ingest(call, call.request);
  },

  "events.delete_for_task": {
    fields: { task: "string!", allow_locked: "boolean" },
    handle: ({ context, request: { task, allow_locked } }) => {
      checkTaskForEvents(context, task, allow_locked);
      return { deleted: context.events.deleteFor([task]) > 0 };
    },
  },

  "events.delete_for_model": {
    fields: { model: "string!", allow_locked: "boolean" },
    handle: ({ context, request: { model, allow_locked } }) => {
      checkModelForEvents(context, model, allow_locked);
      return { deleted: context.events.deleteFor([model]) > 0 };
    },
  },

  "events.clear_task_log": {
    fields: {
      task: "string!",
      allow_locked: "boolean",
      threshold_sec: "number",
      include_metrics: "string[]",
      exclude_metrics: "string[]",
    },
    handle: ({ context, request }) => {
      const { task, allow_locked, threshold_sec, include_metrics = [], exclude_metrics = [] } = request;
      checkTaskForEvents(context, task, allow_locked);
      const series = context.events.series.find(task, "log").filter(({ metric }) => {
        return !exclude_metrics.includes(metric) && (include_metrics.length === 0 || include_metrics.includes(metric));
      });
      const before = threshold_sec ? context.clock().getTime() - Math.trunc(threshold_sec * 1000) : undefined;
      return { deleted: context.events.logs.delete(series, before) };
    },
  },
} satisfies Partial<Routes<"events">>;
