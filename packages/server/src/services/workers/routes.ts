import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { uncheckedField } from "../../fields/fields.ts";
import { machineStatsField, periodFields } from "../../fields/record-fields.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";
import { known } from "../../values/known.ts";
import { asBoolean } from "../../values/python-casts.ts";

const aggregation = { type: "string", enum: ["avg", "min", "max"] } as const;

const METRICS = [
  ...["cpu_usage", "cpu_temperature", "memory_used", "memory_free"],
  ...["gpu_usage", "gpu_temperature", "gpu_fraction", "gpu_memory_free", "gpu_memory_used"],
  ...["network_tx", "network_rx", "disk_free_home", "disk_free_temp", "disk_read", "disk_write"],
];

const statFields = { key: { type: "string!", enum: METRICS }, aggregation, category: aggregation } as const;

/** The answers of the `workers` service. */
export const workerRoutes: Routes<"workers"> = {
  "workers.get_all": {
    fields: { last_seen: "integer", tags: "string[]", system_tags: "string[]", worker_pattern: "string" },
    handle: ({ request: { last_seen = 3600, tags, system_tags, worker_pattern }, context }) => ({
      workers: context.workers.list({ lastSeen: last_seen, tags, systemTags: system_tags, pattern: worker_pattern }),
    }),
  },
  "workers.get_count": {
    fields: { last_seen: "integer", tags: "string[]", system_tags: "string[]", worker_pattern: "string" },
    handle: ({ request: { last_seen = 0, tags, system_tags, worker_pattern }, context }) => ({
      count: context.workers.list({ lastSeen: last_seen, tags, systemTags: system_tags, pattern: worker_pattern })
        .length,
    }),
  },
  "workers.register": {
    fields: {
      worker: "string!",
      timeout: "integer",
      queues: "string[]",
      tags: "string[]",
      system_tags: "string[]",
      resources: { type: "object", fields: { cpu_usage: "number", gpu_usage: "number" } },
    },
    handle: write(
      ({ request: { worker, timeout, queues = [], tags, system_tags, resources }, context, caller, address }) => {
        if (timeout !== undefined && timeout < 0) {
          throw new ApiFailure(results.workerRegistrationFailed, {
            detail: "invalid timeout",
            fields: { timeout, worker },
          });
        }
        context.workers.register(caller, { worker, timeout, queues, tags, systemTags: system_tags, address });
        if (resources) {
          for (const queue of queues) {
            context.queues.update(queue, { resources: readResources(resources) });
          }
        }
        return {};
      },
    ),
  },
  "workers.unregister": {
    fields: { worker: "string!" },
    handle: write(({ request, context, caller }) => {
      context.workers.unregister(caller, request.worker);
      return {};
    }),
  },
  "workers.status_report": {
    fields: {
      worker: "string!",
      timestamp: "integer!",
      task: "string",
      queue: "string",
      queues: "string[]",
      machine_stats: machineStatsField,
      tags: "string[]",
      system_tags: "string[]",
    },
    handle: ({ request, context, caller, address }) => {
      const refusal = context.database.transaction(() =>
        context.workers.report(caller, {
          worker: request.worker,
          task: request.task ?? undefined,
          queue: request.queue ?? undefined,
          queues: request.queues ?? undefined,
          tags: request.tags ?? undefined,
          systemTags: request.system_tags ?? undefined,
          machineStats: request.machine_stats ?? undefined,
          timestamp: request.timestamp,
          address,
        }),
      );
      if (refusal) {
        throw refusal;
      }
      return {};
    },
  },
  "workers.get_metric_keys": {
    fields: { worker_ids: "string[]" },
    schema: true,
    handle: ({ request, context }) => ({ categories: context.workerMeasurements.keys(request.worker_ids) }),
  },
  "workers.get_activity_report": {
    fields: periodFields,
    schema: true,
    handle: ({ request, context }) => context.workerMeasurements.activity(request),
  },
  "workers.get_stats": {
    fields: {
      ...periodFields,
      items: { type: "list!", items: { type: "object", fields: statFields }, minItems: 1 },
      worker_ids: "string[]",
      split_by_variant: "boolean",
      // The schema that the official server checks does not know it.
      split_by_resource: uncheckedField,
    },
    schema: true,
    handle: ({ request, context }) =>
      context.workerMeasurements.stats({ ...request, split_by_resource: asBoolean(request.split_by_resource) }),
  },
};

type Resources = NonNullable<Call<"workers.register">["request"]["resources"]>;

/** How many processors and devices a task of the worker takes: its queues answer for that. @throws {@link ApiFailure} 400/12 */
function readResources({ cpu_usage, gpu_usage }: Resources): Resources {
  const resources = known({ cpu_usage: cpu_usage ?? undefined, gpu_usage: gpu_usage ?? undefined });
  if (Object.values(resources).every(Number.isFinite)) {
    return resources;
  }
  throw new ApiFailure(results.validationError, { detail: "resources: expected numbers" });
}
