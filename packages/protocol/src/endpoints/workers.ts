import type { MachineStats, WorkerRecord } from "../records/worker.ts";
import type { NoFields } from "./change-reply.ts";

/** Conditions on workers. */
export interface WorkerListRequest {
  /** Seconds since the last sign of life; 0 for all. @default 3600, and 0 when counting */
  last_seen?: number;
  tags?: readonly string[];
  system_tags?: readonly string[];
  /** Id with `*` and `?` for anything. */
  worker_pattern?: string;
}

/** A stretch of time and how finely to look at it. */
export interface StatsPeriod {
  /** Seconds since the epoch. */
  from_date: number;
  /** Seconds since the epoch. */
  to_date: number;
  /** Seconds. */
  interval: number;
}

/** How measurements within an interval become one. */
export type StatsAggregation = "avg" | "min" | "max";

/** A number of workers over time. */
export interface WorkerCounts {
  /** Milliseconds since the epoch. */
  dates: number[];
  counts: number[];
}

/** One measurement of a worker over time. */
export interface WorkerMetricStats {
  metric: string;
  variant?: string;
  stats: {
    aggregation: StatsAggregation;
    /** Milliseconds since the epoch. */
    dates: number[];
    values: number[];
    resource_series?: { name: string; values: number[] }[];
  }[];
}

/** Endpoints of the `workers` service. Reference: `clearml-server apiserver/services/workers.py`. */
export interface WorkersEndpoints {
  /** Lists workers that reported lately. */
  "workers.get_all": { request: WorkerListRequest; reply: { workers: WorkerRecord[] } };
  /** Counts workers. */
  "workers.get_count": { request: WorkerListRequest; reply: { count: number } };
  /** Announces a worker. */
  "workers.register": {
    request: {
      worker: string;
      /** Seconds without a sign of life after which it is forgotten. @default 600 */
      timeout?: number;
      /** Ids of the queues it listens to. */
      queues?: readonly string[];
      tags?: readonly string[];
      system_tags?: readonly string[];
      resources?: { cpu_usage?: number; gpu_usage?: number };
    };
    reply: NoFields;
  };
  /** Signs a worker off. */
  "workers.unregister": { request: { worker: string }; reply: NoFields };
  /** Reports that a worker lives, what it does and how its machine is. */
  "workers.status_report": {
    request: {
      worker: string;
      /** Milliseconds since the epoch. */
      timestamp: number;
      /** Id of the task it runs. */
      task?: string | null;
      /** Id of the queue the task came from. */
      queue?: string | null;
      /** Ids of the queues it listens to. */
      queues?: readonly string[] | null;
      machine_stats?: MachineStats | null;
      tags?: readonly string[] | null;
      system_tags?: readonly string[] | null;
    };
    reply: NoFields;
  };
  /** Lists what workers measure. */
  "workers.get_metric_keys": {
    request: { worker_ids?: readonly string[] };
    reply: { categories: { name: string; metric_keys: string[] }[] };
  };
  /** Counts workers over time, all of them and those with a task. */
  "workers.get_activity_report": { request: StatsPeriod; reply: { total: WorkerCounts; active: WorkerCounts } };
  /** Reads measurements of workers over time. */
  "workers.get_stats": {
    request: StatsPeriod & {
      /** @default all workers */
      worker_ids?: readonly string[];
      items: readonly {
        key: string;
        /** @default "avg" */
        aggregation?: StatsAggregation;
        /** The documented name of `aggregation`. */
        category?: StatsAggregation;
      }[];
      /** @default false */
      split_by_variant?: boolean;
      /** @default false */
      split_by_resource?: boolean;
    };
    reply: { workers: { worker: string; metrics: WorkerMetricStats[] }[] };
  };
}
