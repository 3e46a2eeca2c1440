import type { Connection } from "@clearml-ts/client";
import type { ProjectReference } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../define/component-definition.ts";
import type { StepInput } from "../steps/step-input.ts";
import type { StepOutcome } from "../steps/step-outcome.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import type { StoredValue } from "../values/stored-value.ts";

/** The task that a step belongs to. */
export interface StepParent {
  /** Id of the controller's task. */
  taskId: string;
  /** The project that the steps' tasks are made in. */
  project: ProjectReference;
}

/** A step with its inputs, ready to run. */
export interface StepLaunch {
  /** Name of the step and of its task. */
  name: string;
  definition: ComponentDefinition;
  input: StepInput;
  /** Further parts of the cache's key from the author, recorded with the inputs. */
  cacheKey: StoredValue;
  /** Runtime properties of the task, by which the cache finds it. */
  runtime: Readonly<Record<string, string>>;
  controller: StepParent;
  connection: Connection;
  /** Loads datasets and models that outputs refer to. */
  objects: ObjectLoader;
}

/** How a runner is watched and stopped. */
export interface StepWatch {
  /** Aborted when the step is no longer wanted: its task is to be stopped. */
  signal: AbortSignal;
  /** To be called as soon as the step has a task. */
  onTask(taskId: string): void;
}

/** A place where steps run: this process today. */
export interface StepRunner {
  /** Runs a step as a task of its own to its end; the outcome says how it ended. */
  start(launch: StepLaunch, watch: StepWatch): Promise<StepOutcome>;
}
