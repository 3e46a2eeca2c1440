import type { Connection } from "@clearml-ts/client";
import type { RemoteOptions } from "../remote/runs/enqueue-pipeline.ts";
import type { StepRunner } from "../run/runner/step-runner.ts";
import type { PipelineProgress } from "../steps/step-report.ts";

/** How a pipeline is run. */
export interface RunOptions {
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
  /** Name of the project that the run belongs to. @default the pipeline's */
  project?: string;
  /** Where steps run. @default in this process */
  runner?: StepRunner;
  /**
   * Run the controller as a task of a queue as well, and wait for it here; `true` for the queue `services`. The run is given its
   * parameters and the queues of `runner` only: what is local to this process stays here. @default false
   */
  runRemotely?: boolean | RemoteOptions;
  /** Send what steps write to stdout and stderr to their tasks as well. @default true */
  console?: boolean;
  /** Names of steps that run although the cache has their outputs. @default none */
  force?: readonly string[];
  /** Called when a step changes. */
  onProgress?: (progress: PipelineProgress) => void;
  /** Aborts the run: steps that run are stopped, the others skipped. */
  signal?: AbortSignal;
}

/** How a run goes on that was cut short. */
export interface ResumeOptions extends Omit<RunOptions, "project"> {
  /** Where the rest of the steps runs. @default in the queues that the run names for them, or in this process */
  runner?: StepRunner;
  /** Names of steps that run again although they have completed, or although the cache has their outputs. @default none */
  force?: readonly string[];
  /** Go on although another process seems to be working on the run. @default false */
  takeOver?: boolean;
}

/** How a run is put in a queue. */
export interface EnqueueOptions extends RemoteOptions {
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
  /** Name of the project that the run belongs to. @default the pipeline's */
  project?: string;
  /** Where steps run. @default in the process of the controller */
  runner?: StepRunner;
  /** Names of steps that run although the cache has their outputs. @default none */
  force?: readonly string[];
}

/** A run that waits in a queue. */
export interface QueuedRun {
  /** Id of the controller's task. */
  controllerId: string;
  /** Name of the controller's task. */
  name: string;
  version: string;
  /** Page of the run. */
  webUrl: string;
}
