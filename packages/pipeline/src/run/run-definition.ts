import { availableParallelism } from "node:os";
import type { CallBudget } from "@clearml-ts/client";
import { captureConsole } from "@clearml-ts/tasks";
import type { PipelineDefinition } from "../define/pipeline-definition.ts";
import type { PipelineProgress } from "../steps/step-report.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { ownCopy } from "../values/replace-values.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { ValueObject } from "../values/value.ts";
import type { Controller } from "./controller/controller.ts";
import { closeTask } from "./end-task.ts";
import { type PipelineRun, runPipeline } from "./pipeline-run.ts";
import type { ProgramSource, StepRunner } from "./step-runner.ts";

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
  onProgress?: ((progress: PipelineProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Runs a pipeline in this process, with a controller that has been started, and closes the controller. */
export async function runDefinition<Result>(
  { name, concurrency, run }: PipelineDefinition,
  { controller, budget, parameters, runner, program, objects, console, onProgress, signal }: RunDefinitionOptions,
): Promise<PipelineRun<Result>> {
  const capture = console ? captureConsole() : undefined;
  try {
    return await runPipeline<Result>({
      name,
      controller,
      budget,
      runner,
      program,
      objects,
      concurrency: concurrency ?? runner.concurrency ?? availableParallelism(),
      run: (context) => run(ownCopy(parameters.value) as ValueObject, context),
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
  } finally {
    capture?.close();
    await closeTask(controller.task);
  }
}
