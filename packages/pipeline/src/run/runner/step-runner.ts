import type { Connection } from "@clearml-ts/client";
import type { BundleOptions, ProgramBundle, ProgramRecord, ProjectReference, Task } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import type { StepInput } from "../../steps/step-input.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import type { ObjectLoader } from "../../values/object-loader.ts";
import type { StoredValue } from "../../values/stored-value.ts";

/** How the program of a pipeline is bundled. */
export interface ProgramOptions extends Pick<BundleOptions, "packages" | "files"> {
  /**
   * Path of the module that defines the pipeline and its components. @default the one that calls `pipeline()`, then those
   * that called it
   */
  entry?: string;
}

/** Makes the program that runs a pipeline and its components in other processes. */
export type ProgramSource = (options: ProgramOptions) => Promise<ProgramBundle | ProgramRecord>;

/** The task that a step belongs to. */
export interface StepParent {
  /** Id of the controller's task. */
  taskId: string;
  /** The project that the steps' tasks are made in. */
  project: ProjectReference;
  /** Tags of all steps' tasks. */
  tags: readonly string[];
  /** Whether steps that are copies of tasks stay in the projects of these. */
  copiesStay: boolean;
}

/** The pipeline that a step belongs to, as far as other processes must know it. */
export interface StepPipeline {
  name: string;
  /** Files through which the pipeline was made, the nearest first; none where they are not there. */
  files: readonly string[];
}

/** A step with its inputs, ready to run. */
export interface StepLaunch {
  /** Name of the step and of its task. */
  name: string;
  definition: ComponentDefinition;
  pipeline: StepPipeline;
  input: StepInput;
  /** Further parts of the cache's key from the author, recorded with the inputs. */
  cacheKey: StoredValue;
  /** Runtime properties of the task, by which the cache finds it. */
  runtime: Readonly<Record<string, string>>;
  /**
   * Id of the task by which a worker does the work already, since an earlier attempt of the run; only runners that have
   * {@link StepRunner.queues} are given one. @default none: the runner makes the task
   */
  underWay?: string;
  /** Name of the queue of this step. @default the one that the runner has for it */
  queue?: string;
  controller: StepParent;
  connection: Connection;
  /** Loads datasets and models that outputs refer to. */
  objects: ObjectLoader;
  /** Makes the program that runs the step in another process; it is made once a run. */
  program: ProgramSource;
}

/** How a runner is watched and stopped. */
export interface StepWatch {
  /** Aborted when the step is no longer wanted: its task is to be stopped. */
  signal: AbortSignal;
  /** To be called as soon as the step has a task, with the name of the queue that it goes to, if it goes to one. */
  onTask(taskId: string, queue?: string): void;
  /** To be called when the task waits in a queue, and when a worker has taken it. Steps count as running until then. */
  onStatus(status: "queued" | "running"): void;
  /** Tells the readers of the controller's console something about the step. */
  log(text: string): void;
  /**
   * To be called, if it is there, with the step's task before the work begins. `false` means that nobody wants the step: its task
   * is to be deleted, and the step to end as skipped.
   */
  onCreated?(task: Task): Promise<boolean>;
  /** Decides whether a failed step is tried once more, after so many times. @default as often as the component's `retries` say */
  retry?(retries: number): Promise<boolean>;
}

/** Names of the queues that steps wait in. */
export interface StepQueues {
  /** Queue of all steps that have none of their own. */
  queue: string;
  /** Queues of steps by the names of their components. @default none */
  queues?: Readonly<Record<string, string>>;
}

/** A place where steps run: this process, or workers that listen to queues. */
export interface StepRunner {
  /** Steps that may run at the same time, where the pipeline does not say. @default the number of processors */
  readonly concurrency?: number;
  /** Queues that steps go to; recorded on the controller, so that the page shows them and a copy of it uses the same. */
  readonly queues?: StepQueues;
  /** Called before a run begins, to refuse one that could not end. */
  prepare?(connection: Connection): Promise<void>;
  /** Runs a step as a task of its own to its end; the outcome says how it ended. */
  start(launch: StepLaunch, watch: StepWatch): Promise<StepOutcome>;
}
