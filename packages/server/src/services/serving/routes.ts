import { results, type ServingReport } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { countField } from "../../fields/fields.ts";
import { machineStatsField, periodFields } from "../../fields/record-fields.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";
import { known } from "../../values/known.ts";
import { readMachineStats, servingCharts } from "./charts.ts";
import type { ContainerDescription } from "./containers.ts";

const report = {
  container_id: "string!",
  endpoint_name: "string!",
  endpoint_url: "string",
  model_name: "string!",
  model_source: "string",
  model_version: "string",
  preprocess_artifact: "string",
  input_type: "string",
  input_size: "any",
  reference: {
    type: "list",
    items: {
      type: "object",
      fields: {
        type: { type: "string!", enum: ["app_id", "app_instance", "model", "task", "url"] },
        value: "string!",
      },
    },
  },
} as const;

const METRICS = Object.keys(servingCharts) as (keyof typeof servingCharts)[];

/** Containers that serve models report what they do; the page shows it. */
export const servingRoutes: Routes<"serving"> = {
  "serving.register_container": {
    fields: { ...report, timeout: countField },
    handle: write(({ request, context }) => {
      context.servingContainers.register(readReport(request), request.timeout);
      return {};
    }),
  },
  "serving.unregister_container": {
    fields: { container_id: "string!" },
    handle: write(({ request, context }) => {
      context.servingContainers.unregister(request.container_id);
      return {};
    }),
  },
  "serving.container_status_report": {
    fields: {
      ...report,
      uptime_sec: "integer",
      requests_num: "integer",
      requests_min: "number",
      latency_ms: "integer",
      machine_stats: machineStatsField,
    },
    handle: write(({ request, context }) => {
      noteReport(context, request);
      return {};
    }),
  },
  "serving.get_endpoints": ({ context }) => ({ endpoints: context.servingContainers.endpoints() }),
  "serving.get_loading_instances": ({ context }) => ({ instances: context.servingContainers.loading() }),
  "serving.get_endpoint_details": {
    fields: { endpoint_url: "string!" },
    handle: ({ request, context }) => context.servingContainers.details(request.endpoint_url),
  },
  "serving.get_endpoint_metrics_history": {
    fields: {
      endpoint_url: "string!",
      ...periodFields,
      metric_type: { type: "string", enum: METRICS },
      instance_charts: "boolean",
    },
    handle: ({ request, context }) =>
      context.servingMeasurements.history({ ...request, metric_type: request.metric_type ?? "requests" }),
  },
};

type StatusReport = Call<"serving.container_status_report">["request"];

function noteReport(context: ServerContext, request: StatusReport): void {
  const { container_id, uptime_sec, requests_num, requests_min, latency_ms, machine_stats = {} } = request;
  const description = readReport(request);
  const { endpoint_url: url } = description;
  if (url === undefined) {
    throw new ApiFailure(results.validationError, { detail: "endpoint_url: field is required" });
  }
  const machine = readMachineStats(machine_stats);
  const load = known({ uptime_sec, requests_num, requests_min, latency_ms });
  const { cpu_count, gpu_count } = machine;
  context.servingContainers.report({ ...description, ...load, ...known({ cpu_count, gpu_count }) });
  context.servingMeasurements.add(url, container_id, { ...machine, requests: requests_num, requests_min, latency_ms });
}

const REFERENCES: readonly unknown[] = ["app_id", "app_instance", "model", "task", "url"];

/** Reads the description that a container gives of itself, without the fields it left open. @throws {@link ApiFailure} 400/12 */
function readReport(request: ServingReport): ContainerDescription {
  const { container_id, endpoint_name, model_name, reference = [], input_size } = request;
  for (const { type, value } of reference) {
    if (REFERENCES.includes(type) && typeof value === "string") {
      continue;
    }
    throw new ApiFailure(results.validationError, { detail: "reference: each needs a known type and a value" });
  }
  // A number is taken as the text of it: clearml-server apimodels, `SafeStringField`.
  if (typeof input_size === "object" && input_size !== null) {
    throw new ApiFailure(results.validationError, { detail: "input_size: expected a string" });
  }
  const { endpoint_url, model_source, model_version, preprocess_artifact, input_type } = request;
  return {
    container_id,
    endpoint_name,
    model_name,
    ...known({ model_source, model_version, preprocess_artifact, input_type }),
    ...known({
      endpoint_url: endpoint_url || undefined,
      input_size: input_size === undefined ? undefined : String(input_size),
    }),
    reference: reference.map(({ type, value }) => ({ type, value })),
  };
}
