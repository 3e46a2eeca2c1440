import type { ConnectionOptions } from "@clearml-ts/tasks";
import type { RemoteOptions } from "../remote/runs/enqueue-pipeline.ts";
import type { StepSettings } from "../run/controller/run-settings.ts";
import type { ProgramOptions } from "../run/runner/step-runner.ts";
import type { RetryCallback, RunCallbacks } from "./step-callbacks.ts";

/** The name, project and rules of a pipeline that is put together step by step. */
export interface PipelineControllerOptions extends StepSettings {
  /** Name of the pipeline: at least three characters, without dots and slashes. */
  name: string;
  /** Name of the project that it belongs to. */
  project: string;
  /** @default the one after the latest run's, `1.0.0` for the first */
  version?: string;
  /** Tags of its task. */
  tags?: readonly string[];
  /** Abort all steps when one fails; otherwise those that do not need it go on. @default false */
  abortOnFailure?: boolean;
  /** How often steps are tried again when they fail, or who decides. @default 0 */
  retryOnFailure?: number | RetryCallback;
  /** Address below which artifacts and models are stored, its own and those of steps that name none. @default the configured one */
  outputUri?: string;
  /** Further parts of the program that workers run. */
  program?: ProgramOptions;
}

/** How a run is started in a queue. */
export interface StartOptions extends RunCallbacks, ConnectionOptions, Pick<RemoteOptions, "queue"> {}

/** How a run is started in this process. */
export interface StartLocallyOptions extends RunCallbacks, ConnectionOptions {
  /** Run functions in this process as well; copies of tasks need a worker. @default false */
  runPipelineStepsLocally?: boolean;
}

/** A parameter of a pipeline. */
export interface AddParameterOptions {
  /** Help text that the page shows. */
  description?: string;
  /** Python's name of its type. @default that of the value */
  paramType?: string;
}
