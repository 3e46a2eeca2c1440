import type { TaskRecord, TaskStatus } from "@clearml-ts/protocol";
import type { EntityFields } from "../../query/entity-fields.ts";

/** A task as stored: what is sent, and what only the server needs. */
export interface StoredTask extends TaskRecord {
  /** The status before the task was queued. */
  enqueue_status?: TaskStatus;
  /** The owner of a task that was made public. */
  company_origin?: string;
}

/** A task without its configuration, in which a pipeline or a dataset may have megabytes. */
export type TaskHead = Omit<StoredTask, "configuration">;

/** How list queries read tasks. */
export const taskFields: EntityFields = {
  name: "Task",
  fields: [
    ...["id", "name", "type", "status", "status_reason", "status_message", "status_changed", "comment", "report"],
    ...["report_assets", "created", "started", "completed", "published", "active_duration", "parent", "project"],
    ...["output", "execution", "tags", "system_tags", "script", "last_worker", "last_worker_report", "last_update"],
    ...["last_change", "last_changed_by", "last_iteration", "last_metrics", "unique_metrics", "metric_stats"],
    ...["hyperparams", "configuration", "runtime", "models", "container", "company", "user", "company_origin"],
    ...["enqueue_status", "duration"],
  ],
  inside: {
    script: [
      ...["binary", "repository", "tag", "branch", "version_num", "entry_point", "working_dir", "requirements", "diff"],
    ],
    output: ["destination", "error", "result"],
    execution: ["test_split", "parameters", "model_desc", "model_labels", "framework", "artifacts", "queue"],
    models: ["input", "output"],
    last_metrics: "any",
    metric_stats: "any",
    hyperparams: "any",
    configuration: "any",
    runtime: "any",
    container: "any",
  },
  heavy: ["configuration"],
  hidden: ["unique_metrics", "company_origin", "enqueue_status"],
  patterns: ["name", "comment", "report"],
  lists: [
    ...["id", "user", "tags", "system_tags", "type", "status", "project", "parent", "hyperparams.*"],
    ...["execution.queue", "models.input.model"],
  ],
  ranges: {
    created: "date",
    started: "date",
    active_duration: "number",
    "last_metrics.*": "number",
    last_iteration: "number",
  },
  dates: ["status_changed", "last_update", "last_change"],
  equal: ["runtime.*"],
  columns: [
    ...["project", "name", "status", "type", "user", "parent", "started", "completed", "last_update"],
    ...["tags", "system_tags", "unique_metrics"],
  ],
  items: { hyperparams: 3 },
  parameters: "hyperparams",
  arrays: [
    ...["tags", "system_tags", "report_assets", "unique_metrics", "models.input", "models.output"],
    "execution.artifacts",
  ],
  open: ["runtime"],
  text: [
    ...["name", "id", "comment", "report", "models.output.model", "models.input.model"],
    ...["script.repository", "script.entry_point"],
  ],
  keyed: { hyperparams: 4, configuration: 4 },
  named: ["execution.parameters.", "hyperparams.", "last_metrics."],
  numericText: ["execution.parameters.", "hyperparams."],
  required: ["id", "name", "type", "status", "created", "last_update", "last_change", "last_iteration"],
  references: {
    company: "companies",
    user: "users",
    project: "projects",
    parent: "tasks",
    "execution.queue": "queues",
    "models.input.model": "models",
    "models.output.model": "models",
  },
};
