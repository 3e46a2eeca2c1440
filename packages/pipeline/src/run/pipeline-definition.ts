import type { ParameterNotes, Task } from "@clearml-ts/tasks";
import type { Check } from "../define/definition/check-schema.ts";
import { Register } from "../define/definition/registered.ts";
import type { StepContext } from "../define/definition/step-context.ts";
import type { StepReport } from "../steps/step-report.ts";
import type { ValueObject } from "../values/value.ts";
import type { StepSettings } from "./controller/run-settings.ts";
import type { StepRunner } from "./runner/step-runner.ts";

/** A pipeline without its types, as the machinery works with it. */
export interface PipelineDefinition extends StepSettings {
  name: string;
  /** Name of the project that it belongs to, unless a run is told another. */
  project: string;
  version: string | undefined;
  tags: readonly string[];
  /** Steps that may run at the same time; undefined for as many as the runner says. */
  concurrency: number | undefined;
  /** Files through which the pipeline was made, the nearest first; a program that runs it elsewhere imports them. */
  files: readonly string[];
  /** Types and descriptions of the parameters, by full name. @default those of the values, and no descriptions */
  parameterNotes?: ParameterNotes;
  /** Address below which the controller's own artifacts and models are stored. @default the configured one, or the file server */
  outputUri?: string | undefined;
  check: Check;
  run(params: ValueObject, context: StepContext): unknown;
  /** Puts a runner of its own around the one that a run is given. @default steps run by the latter alone */
  runner?(inner: StepRunner): StepRunner;
  /** Completes the task of a run that is to be started elsewhere. */
  prepareDraft?(task: Task): Promise<void>;
  /** Called when a step changes, wherever the pipeline runs. */
  onStep?(step: StepReport): void;
}

/** The pipelines that this process has defined. */
export const registeredPipelines = new Register<PipelineDefinition>("pipeline");
