import { availableParallelism } from "node:os";
import type { CallBudget } from "@clearml-ts/client";
import { captureConsole } from "@clearml-ts/tasks";
import type { EarlierTasks } from "../earlier/earlier-tasks.ts";
import type { PipelineProgress } from "../steps/step-report.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { ownCopy } from "../values/replace-values.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { ValueObject } from "../values/value.ts";
import type { Controller } from "./controller/controller.ts";
import { ownRun } from "./controller/run-owner.ts";
import type { PipelineDefinition } from "./pipeline-definition.ts";
import { type PipelineRun, runPipeline } from "./pipeline-run.ts";
import { closeTask } from "./runner/end-task.ts";
import type { ProgramSource, StepRunner } from "./runner/step-runner.ts";

/** The parts of a run besides the pipeline itself. */
export interface RunDefinitionOptions {
  controller: Controller;
  /** The time that the calls of the run share, without those of its function and its steps. */
  budget: CallBudget;
  /** The parameters, checked. */
  parameters: StoredValue;
  runner: StepRunner;
  /** Makes the program by which steps run in other processes. */
  program: ProgramSource;
  objects: ObjectLoader;
  /** Send what steps write to stdout and stderr to their tasks as well. */
  console: boolean;
  /** Tasks of earlier attempts of the run; undefined for its first attempt. */
  earlier?: EarlierTasks | undefined;
  /** Names of steps that run, whatever is known of their work. */
  force: readonly string[];
  onProgress?: ((progress: PipelineProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Runs a pipeline in this process, with a controller that has been started, and closes the controller. */
export async function runDefinition<Result>(
  definition: PipelineDefinition,
  { parameters, console, onProgress, signal, ...parts }: RunDefinitionOptions,
): Promise<PipelineRun<Result>> {
  const { name, files, concurrency, run } = definition;
  const { controller } = parts;
  const runner = definition.runner?.(parts.runner) ?? parts.runner;
  const capture = console ? captureConsole() : undefined;
  const disown = ownRun(controller.task);
  try {
    return await runPipeline<Result>({
      ...parts,
      runner,
      pipeline: { name, files },
      concurrency: concurrency ?? runner.concurrency ?? availableParallelism(),
      run: (context) => run(ownCopy(parameters.value) as ValueObject, context),
      ...((definition.onStep || onProgress) && {
        onProgress: (progress: PipelineProgress) => {
          definition.onStep?.(progress.step);
          onProgress?.(progress);
        },
      }),
      ...(signal && { signal }),
    });
  } finally {
    capture?.close();
    disown();
    await closeTask(controller.task);
  }
}
