import type { ArtifactRecord } from "./artifact.ts";
import type { LastMetrics } from "./metric-event.ts";
import type { Joined, Reference } from "./reference.ts";

/** The kinds of work that a task can do. */
export type TaskType =
  | "training"
  | "testing"
  | "inference"
  | "data_processing"
  | "application"
  | "monitor"
  | "controller"
  | "report"
  | "optimizer"
  | "service"
  | "qc"
  | "custom";

/** The status of a task: where it stands in its life. */
export type TaskStatus =
  | "created"
  | "queued"
  | "in_progress"
  | "stopped"
  | "publishing"
  | "published"
  | "closed"
  | "failed"
  | "completed"
  | "unknown";

/** One hyper-parameter; the value is always text, `type` says how to read it. */
export interface ParameterItem {
  section: string;
  name: string;
  value: string;
  type?: string;
  description?: string;
}

/** Hyper-parameters by section, then by name. */
export type Hyperparams = Record<string, Record<string, ParameterItem>>;

/** One configuration object, such as the text of a configuration file. */
export interface ConfigurationItem {
  name: string;
  value: string;
  type?: string;
  description?: string;
}

/** The code a task runs. */
export interface ScriptRecord {
  /** Program that runs the script. @default "python" */
  binary?: string;
  /** @default "" */
  repository?: string;
  tag?: string;
  branch?: string;
  /** Commit. */
  version_num?: string;
  /** @default "" */
  entry_point?: string;
  working_dir?: string;
  /** Packages by manager, each as the text of a list or as lines. */
  requirements?: Record<string, string | string[] | null>;
  /** Uncommitted changes, or the whole script where there is no repository. */
  diff?: string;
}

/** The container an agent runs a task in. */
export interface ContainerRecord {
  image?: string;
  arguments?: string;
  setup_shell_script?: string;
}

/** How a task is executed, and the artifacts around it. */
export interface ExecutionRecord {
  /** Id of the queue the task was last put in. */
  queue?: string;
  artifacts?: ArtifactRecord[];
  framework?: string;
  model_labels?: Record<string, number>;
  /** Kept for callers of old API versions. */
  parameters?: Record<string, unknown>;
  /** Kept for callers of old API versions. */
  model_desc?: Record<string, unknown>;
  test_split?: number;
}

/** Where a task puts its results, and how it ended. */
export interface OutputRecord {
  destination?: string;
  error?: string;
  result?: "success" | "failure";
}

/** A model as a task lists it. */
export interface TaskModelItem {
  name: string;
  /** Id of the model. */
  model: string;
  updated?: string;
}

/** The models a task took and made. */
export interface TaskModels {
  input?: TaskModelItem[];
  output?: TaskModelItem[];
}

/** Which kinds of events a task has for one metric. */
export interface MetricStats {
  metric?: string;
  /** By type of event; `last_update` in milliseconds since the epoch. */
  event_stats_by_type?: Record<string, { last_update: number }>;
}

/**
 * A task as the server sends it.
 *
 * A call with `only_fields` leaves out whatever it did not ask for, required fields too. Dates are ISO 8601 texts.
 */
export interface TaskRecord {
  id: string;
  name: string;
  type: TaskType;
  status: TaskStatus;
  status_reason?: string;
  status_message?: string;
  status_changed?: string;
  comment?: string;
  /** Text of a report, in Markdown. */
  report?: string;
  report_assets?: string[];
  created?: string;
  started?: string;
  completed?: string;
  published?: string;
  /** Seconds spent in progress. */
  active_duration?: number | null;
  /** Id of the task this one was made from. */
  parent?: string;
  /** Id of the project. */
  project?: string;
  output?: OutputRecord;
  execution?: ExecutionRecord;
  tags?: string[];
  system_tags?: string[];
  script?: ScriptRecord;
  last_worker?: string;
  last_worker_report?: string;
  last_update?: string;
  last_change?: string;
  /** Id of the user who wrote last. */
  last_changed_by?: string;
  last_iteration?: number;
  last_metrics?: LastMetrics;
  /** `metric/variant` of every scalar; sent only when asked for. */
  unique_metrics?: string[];
  metric_stats?: Record<string, MetricStats>;
  hyperparams?: Hyperparams;
  /** By name. */
  configuration?: Record<string, ConfigurationItem>;
  runtime?: Record<string, unknown>;
  models?: TaskModels;
  container?: ContainerRecord;
  /** Id of the company; empty for public tasks. */
  company?: string;
  /** Id of the user who made it. */
  user?: string;
}

/** A task's model in an answer with joined references. */
export interface JoinedTaskModelItem {
  name: string;
  model?: Reference;
  updated?: string;
}

/** A task whose references carry names, as `tasks.get_all_ex` sends it. */
export interface JoinedTaskRecord
  extends Omit<Joined<TaskRecord, "company" | "user" | "project" | "parent">, "execution" | "models"> {
  execution?: Joined<ExecutionRecord, "queue">;
  models?: { input?: JoinedTaskModelItem[]; output?: JoinedTaskModelItem[] };
}
