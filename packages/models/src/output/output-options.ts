import type { LabelEnumeration, ProjectReference, Task } from "@clearml-ts/tasks";
import type { ModelDescription } from "../registry/model-description.ts";
import type { StoreWeightsOptions } from "./store-weights.ts";

/** The model that a task makes. */
export interface OutputModelOptions extends ModelDescription {
  /** The task that makes the model. */
  task: Task;
  /** @default the name of the task */
  name?: string;
  /** Number of each class by its name; numbers are unique. @default those of the task */
  labels?: LabelEnumeration;
  /** @default "Created by task id: …" */
  comment?: string;
  /** Project to register it in. @default the project of the task */
  project?: ProjectReference;
  /** Name under which the task lists it. @default the file name of the weights without its extension */
  entryName?: string;
  /** URL below which weights are stored. @default the destination of the task, then the default one, then the file server */
  uploadUri?: string;
}

/** Options of new weights. */
export interface UpdateWeightsOptions extends StoreWeightsOptions {
  /** URL below which these and later weights are stored. @default the one before */
  uploadUri?: string;
  /** Iteration that they belong to, which becomes the last one of the task if it is the highest. */
  iteration?: number;
}
