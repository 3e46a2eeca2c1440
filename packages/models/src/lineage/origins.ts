import type { TaskStatus } from "@clearml-ts/protocol";
import type { ParameterValue } from "@clearml-ts/tasks";
import type { DatasetOrigin } from "./dataset-origins.ts";
import type { Presence } from "./presence.ts";

/** A task that led to a model. */
export interface TaskOrigin {
  id: string;
  /** `undefined` when the task was deleted. */
  name: string | undefined;
  /** Name of its project. */
  project: string | undefined;
  status: TaskStatus | undefined;
  presence: Presence;
}

/** The code that a task ran. */
export interface CodeOrigin {
  /** Address of the repository; empty for a program outside of one. */
  repository: string;
  branch: string;
  commit: string;
  entryPoint: string;
  /** Whether the task keeps changes since the commit, or the whole program. */
  hasChanges: boolean;
  /** Whether the commit is in the working copy that was looked into; unknown where that is of another repository. */
  presence: Presence;
}

/** A model that went into another one. */
export interface ModelOrigin {
  id: string;
  /** `undefined` when the model was deleted. */
  name: string | undefined;
  presence: Presence;
}

/** Everything that led to a model, and whether it is still there. */
export interface ModelLineage {
  id: string;
  name: string;
  /** Address of the weights. */
  url: string;
  weights: Presence;
  /** The task that made the model; `undefined` when no task did. */
  task: TaskOrigin | undefined;
  /** Steps of pipelines whose outputs went into that task, and theirs. */
  steps: TaskOrigin[];
  /** The code of the task that made it. */
  code: CodeOrigin | undefined;
  /** The parameters of that task, by full name. */
  parameters: Record<string, ParameterValue>;
  /** The versions of datasets that the task and the steps worked with. */
  datasets: DatasetOrigin[];
  /** The models that they took. */
  models: ModelOrigin[];
  /** One sentence for each thing that is gone. */
  missing: string[];
}
