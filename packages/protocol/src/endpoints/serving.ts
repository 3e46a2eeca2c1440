import type { MachineStats } from "../records/worker.ts";
import type { NoFields } from "./change-reply.ts";
import type { StatsPeriod } from "./workers.ts";

/** A task, model, application or address that a serving container refers to. */
export interface ServingReference {
  type: "app_id" | "app_instance" | "model" | "task" | "url";
  value: string;
}

/** A container that serves a model, as it describes itself. */
export interface ServingReport {
  container_id: string;
  endpoint_name: string;
  endpoint_url?: string;
  model_name: string;
  model_source?: string;
  model_version?: string;
  preprocess_artifact?: string;
  input_type?: string;
  input_size?: string | number;
  reference?: readonly ServingReference[];
}

/** The model behind an endpoint. */
export interface ServingModel {
  /** Name of the endpoint. */
  endpoint?: string;
  /** Name of the model. */
  model?: string;
  url?: string;
  model_source?: string;
  model_version?: string;
  preprocess_artifact?: string;
  input_type?: string;
  input_size?: string;
}

/** How much something serves. */
export interface ServingLoad {
  uptime_sec?: number;
  requests?: number;
  /** Requests in a minute. */
  requests_min?: number;
  latency_ms?: number;
  last_update?: string;
}

/** One value over time. */
export interface ServingSeries {
  title?: string;
  /** Milliseconds since the epoch. */
  dates: number[];
  values: number[];
}

/** The measurements of an endpoint that can be charted. */
export type ServingMetric =
  | "requests"
  | "requests_min"
  | "latency_ms"
  | "cpu_count"
  | "gpu_count"
  | "cpu_util"
  | "gpu_util"
  | "ram_total"
  | "ram_used"
  | "ram_free"
  | "gpu_ram_total"
  | "gpu_ram_used"
  | "gpu_ram_free"
  | "network_rx"
  | "network_tx";

/** Endpoints of the `serving` service. Reference: `clearml-server apiserver/services/serving.py`. */
export interface ServingEndpoints {
  /** Announces a container. */
  "serving.register_container": {
    request: ServingReport & {
      /** Seconds without a sign of life after which it is forgotten. @default 600 */
      timeout?: number;
    };
    reply: NoFields;
  };
  /** Signs a container off. */
  "serving.unregister_container": { request: { container_id: string }; reply: NoFields };
  /** Reports that a container lives and what it serves. */
  "serving.container_status_report": {
    request: ServingReport & {
      uptime_sec?: number;
      requests_num?: number;
      requests_min?: number;
      latency_ms?: number;
      machine_stats?: MachineStats;
    };
    reply: NoFields;
  };
  /** Lists endpoints. */
  "serving.get_endpoints": {
    request: NoFields;
    reply: { endpoints: (ServingLoad & { endpoint?: string; model?: string; url?: string; instances?: number })[] };
  };
  /** Lists containers that do not have an address yet. */
  "serving.get_loading_instances": {
    request: NoFields;
    reply: {
      instances: (ServingModel & { id?: string; uptime_sec?: number; age_sec?: number; last_update?: string })[];
    };
  };
  /** Reads one endpoint and its containers. */
  "serving.get_endpoint_details": {
    request: { endpoint_url: string };
    reply: ServingModel & {
      uptime_sec?: number;
      last_update?: string;
      instances?: (ServingLoad & {
        id?: string;
        cpu_count?: number;
        gpu_count?: number;
        reference?: ServingReference[];
      })[];
    };
  };
  /** Reads one measurement of an endpoint over time. */
  "serving.get_endpoint_metrics_history": {
    request: StatsPeriod & {
      endpoint_url: string;
      /** @default "requests" */
      metric_type?: ServingMetric;
      /** One series for each container as well. @default true */
      instance_charts?: boolean;
    };
    reply: {
      /** Seconds between points, which may be more than was asked for. */
      computed_interval: number;
      total: ServingSeries;
      /** By id of the container. */
      instances?: Record<string, ServingSeries>;
    };
  };
}
