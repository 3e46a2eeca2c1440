import type { StandardSchemaV1 } from "@standard-schema/spec";
import { checkStepName } from "./define/call/step-name.ts";
import { callingFiles } from "./define/definition/calling-files.ts";
import { schemaCheck } from "./define/definition/check-schema.ts";
import type { StepContext } from "./define/definition/step-context.ts";
import type { Resolved } from "./define/references/with-references.ts";
import { checkVersion } from "./run/controller/pipeline-version.ts";
import { type PipelineDefinition, registeredPipelines } from "./run/pipeline-definition.ts";
import type { PipelineRun } from "./run/pipeline-run.ts";
import { guardRun } from "./start/program-guard.ts";
import { resumeRun } from "./start/resume-run.ts";
import { runHere } from "./start/run-here.ts";
import type { EnqueueOptions, QueuedRun, ResumeOptions, RunOptions } from "./start/run-options.ts";
import { enqueueRun, runRemotely } from "./start/run-remotely.ts";
import type { Jsonable } from "./values/value.ts";

/** The name, project and limits of a pipeline. */
export interface PipelineOptions<Params, Given = Params> {
  /** Name of the pipeline: at least three characters, without dots and slashes. */
  name: string;
  /** Name of the project that it belongs to. */
  project: string;
  /** Version of this pipeline. @default the one after the latest run's, `1.0.0` for the first */
  version?: string;
  /** Tags of its runs. */
  tags?: readonly string[];
  /** Schema of the parameters, of any Standard Schema library, checked before a run begins. */
  params?: StandardSchemaV1<Given, Params>;
  /** Steps that may run at the same time. @default the number of processors; as many as there are, where they go to queues */
  concurrency?: number;
}

/** A function whose calls of components run as steps, side by side where they do not need each other. */
export interface Pipeline<Given, Result> {
  /**
   * Runs the pipeline once, as a controller task with one task for each step. All calls of the run together, about ten,
   * take at most five minutes, and those of each step as much; where they take longer, the record of the failure takes
   * as much again at most. Values that are files come on top.
   *
   * In a program that a worker runs for a task of a pipeline, the task says what to run, and this never returns.
   *
   * @throws {@link PipelineValueError} when the parameters are not JSON or do not fit their schema.
   * @throws {@link PipelineError} when a step, or the function itself, fails.
   * @throws {@link QueueNotFoundError} when steps are to go to a queue that does not exist.
   * @throws {@link Error} the reason of the signal, when it aborts the run; a `TaskStoppedError` when somebody stops the controller.
   */
  run(params: Given, options?: RunOptions): Promise<PipelineRun<Resolved<Result>>>;
  /**
   * Puts a run in a queue, and returns without waiting for it: Python's `start(queue)`. Takes at most five minutes, and the time
   * of making and uploading the program.
   *
   * @throws {@link PipelineValueError} when the parameters are not JSON, do not fit their schema or cannot stand on a task.
   * @throws {@link QueueNotFoundError} when one of the queues does not exist.
   */
  enqueue(params: Given, options?: EnqueueOptions): Promise<QueuedRun>;
  /**
   * Goes on with a run that was stopped, failed or killed, in the task of its controller and with the parameters that are on it. The
   * function runs again, and steps of which a task has completed with the same inputs are taken from there, whatever their code is now;
   * those that a worker still runs are waited for. Everything else is as in {@link Pipeline.run}.
   *
   * @throws {@link ResumeError} when the task is not a run of this pipeline, has completed, or seems to be running.
   * @throws {@link PipelineValueError} when the parameters on the task do not fit their schema.
   * @throws {@link PipelineError} when a step, or the function itself, fails.
   * @throws {@link QueueNotFoundError} when steps are to go to a queue that does not exist.
   * @throws {@link Error} the reason of the signal, when it aborts the run; a `TaskStoppedError` when somebody stops the controller.
   */
  resume(controllerId: string, options?: ResumeOptions): Promise<PipelineRun<Resolved<Result>>>;
}

/**
 * Makes a pipeline of a function that calls components.
 *
 * @throws {@link PipelineDefinitionError} when its name or version cannot be one.
 */
export function pipeline<Params extends Jsonable<Params>, Result, Given = Params>(
  options: PipelineOptions<Params, Given>,
  run: (params: Params, context: StepContext) => Result | Promise<Result>,
): Pipeline<Given, Result> {
  const { name, project, version, tags = [], concurrency } = options;
  checkStepName(name);
  if (version !== undefined) {
    checkVersion(version);
  }
  const definition: PipelineDefinition = {
    name,
    project,
    version,
    tags,
    concurrency,
    files: callingFiles(pipeline),
    check: schemaCheck(options.params),
    run: (params, context) => run(params as Params, context),
  };
  registeredPipelines.add(definition);
  return {
    run: (params, runOptions = {}) =>
      guardRun(runOptions, (guarded) => (guarded.runRemotely ? runRemotely : runHere)(definition, params, guarded)),
    enqueue: (params, enqueueOptions = {}) => enqueueRun(definition, params, enqueueOptions),
    resume: (controllerId, resumeOptions = {}) =>
      guardRun(resumeOptions, (guarded) => resumeRun(definition, controllerId, guarded)),
  };
}
