import type { Reference } from "./reference.ts";

/** The task a worker runs. */
export interface WorkerTask extends Reference {
  /** Milliseconds. */
  running_time?: number;
  last_iteration?: number;
}

/** A queue a worker listens to. */
export interface WorkerQueue extends Reference {
  display_name?: string;
  num_tasks?: number;
  next_task?: Reference;
}

/** A worker that reported lately. */
export interface WorkerRecord {
  /** Name the worker chose for itself. */
  id: string;
  /** Unique over companies and users. */
  key?: string;
  ip?: string;
  user?: Reference;
  company?: Reference;
  task?: WorkerTask;
  project?: Reference;
  /** The queue its task came from. */
  queue?: WorkerQueue;
  queues?: WorkerQueue[];
  register_time?: string;
  /** Seconds. */
  register_timeout?: number;
  last_activity_time?: string;
  last_report_time?: string;
  tags?: string[];
  system_tags?: string[];
}

/** Measurements that a worker takes of its machine. */
export interface MachineStats {
  /** Percent, per processor. */
  cpu_usage?: number[];
  /** Percent, per device. */
  gpu_usage?: number[];
  /** Megabytes. */
  memory_used?: number;
  /** Megabytes. */
  memory_free?: number;
  /** Megabytes, per device. */
  gpu_memory_used?: number[];
  /** Megabytes, per device. */
  gpu_memory_free?: number[];
  cpu_temperature?: number[];
  gpu_temperature?: number[];
  network_tx?: number;
  network_rx?: number;
  disk_free_home?: number;
  disk_free_temp?: number;
  disk_read?: number;
  disk_write?: number;
}
