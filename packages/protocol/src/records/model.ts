import type { Metadata } from "./metadata.ts";
import type { LastMetrics } from "./metric-event.ts";
import type { Joined, Reference } from "./reference.ts";

/** A model as the server sends it; `only_fields` leaves out what it does not name. */
export interface ModelRecord {
  id: string;
  name: string;
  /** Address of the weights. */
  uri?: string;
  /** True once the model is published. */
  ready?: boolean;
  framework?: string;
  /** Description of the network; the Python SDK keeps its text under `design`. */
  design?: Record<string, unknown>;
  /** Number of each class by its name. */
  labels?: Record<string, number>;
  comment?: string;
  tags?: string[];
  system_tags?: string[];
  metadata?: Metadata;
  /** Id of the model this one came from. */
  parent?: string;
  /** Id of the project. */
  project?: string;
  /** Id of the task that made it. */
  task?: string;
  created?: string;
  last_update?: string;
  last_change?: string;
  /** Id of the user who wrote last. */
  last_changed_by?: string;
  last_iteration?: number;
  last_metrics?: LastMetrics;
  /** `metric/variant` of every scalar; sent only when asked for. */
  unique_metrics?: string[];
  ui_cache?: Record<string, unknown>;
  /** Id of the company; empty for public models. */
  company?: string;
  /** Id of the user who made it. */
  user?: string;
}

/** A model whose references carry names, as `models.get_all_ex` sends it. */
export interface JoinedModelRecord
  extends Omit<Joined<ModelRecord, "company" | "user" | "project" | "parent">, "task"> {
  task?: Reference & { project?: Reference };
  /** Sent when `include_stats` was asked for. */
  stats?: { labels_count: number };
}
