import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { callingFiles } from "./define/calling-files.ts";
import { schemaCheck } from "./define/check-schema.ts";
import type { PipelineDefinition } from "./define/pipeline-definition.ts";
import { registeredPipelines } from "./define/registered.ts";
import type { StepContext } from "./define/step-context.ts";
import { checkStepName } from "./define/step-name.ts";
import type { Resolved } from "./define/with-references.ts";
import { bundledProgram } from "./remote/program/bundled-program.ts";
import { programRun } from "./remote/program/program-run.ts";
import { enqueuePipeline, type RemoteOptions } from "./remote/runs/enqueue-pipeline.ts";
import { followRun } from "./remote/runs/follow-run.ts";
import { stopWithProgram } from "./remote/runs/interruption.ts";
import { openController } from "./run/controller/controller.ts";
import { checkVersion } from "./run/controller/pipeline-version.ts";
import { inProcessRunner } from "./run/in-process-runner.ts";
import type { PipelineRun } from "./run/pipeline-run.ts";
import { runDefinition } from "./run/run-definition.ts";
import type { StepRunner } from "./run/step-runner.ts";
import type { PipelineProgress } from "./steps/step-report.ts";
import { ObjectLoader } from "./values/object-loader.ts";
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
  /** Called when a step changes. */
  onProgress?: (progress: PipelineProgress) => void;
  /** Aborts the run: steps that run are stopped, the others skipped. */
  signal?: AbortSignal;
}

/** How a run is put in a queue. */
export interface EnqueueOptions extends RemoteOptions {
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
  /** Name of the project that the run belongs to. @default the pipeline's */
  project?: string;
  /** Where steps run. @default in the process of the controller */
  runner?: StepRunner;
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

/** A function whose calls of components run as steps, side by side where they do not need each other. */
export interface Pipeline<Given, Result> {
  /**
   * Runs the pipeline once, as a controller task with one task for each step. All calls of the run together, about sixteen,
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
    run: (params, runOptions = {}) => runDefinitionOnce(definition, params, runOptions),
    async enqueue(params, enqueueOptions = {}) {
      const { task, ...run } = (await enqueueRun(definition, params, enqueueOptions)).controller;
      return { controllerId: task.id, name: task.name, ...run };
    },
  };
}

async function runDefinitionOnce<Result>(
  definition: PipelineDefinition,
  params: unknown,
  options: RunOptions,
): Promise<PipelineRun<Result>> {
  const program = programRun();
  if (program) {
    program.onOwnRun();
    return new Promise(() => {});
  }
  options.signal?.throwIfAborted();
  if (!options.runRemotely && options.runner?.queues === undefined) {
    return runHere<Result>(definition, params, options);
  }
  return stopWithProgram((interrupted) => {
    const signal = options.signal ? AbortSignal.any([options.signal, interrupted]) : interrupted;
    const run = options.runRemotely ? runRemotely<Result> : runHere<Result>;
    return run(definition, params, { ...options, signal });
  });
}

/** Runs the controller in this process. */
async function runHere<Result>(
  definition: PipelineDefinition,
  params: unknown,
  {
    runner = inProcessRunner(),
    console = true,
    project = definition.project,
    onProgress,
    signal,
    ...where
  }: RunOptions,
): Promise<PipelineRun<Result>> {
  const { connection, objects, parameters } = await openRun(definition, params, where);
  const budget = connection.session.budget("pipeline.run()");
  const controller = await budget.run(async () => {
    await runner.prepare?.(connection);
    return openController(connection, { ...definition, project, parameters, queues: runner.queues });
  });
  const program = bundledProgram(definition);
  return runDefinition<Result>(definition, {
    controller,
    budget,
    parameters,
    runner,
    program,
    objects,
    console,
    onProgress,
    signal,
  });
}

/** Puts the controller in a queue, and waits for its end. */
async function runRemotely<Result>(
  definition: PipelineDefinition,
  params: unknown,
  { runRemotely: remote, onProgress, signal, console: _, ...where }: RunOptions,
): Promise<PipelineRun<Result>> {
  const options = { ...where, ...(typeof remote === "object" && remote) };
  const { controller, objects } = await enqueueRun(definition, params, options);
  return followRun<Result>(definition, controller, { objects, onProgress, signal });
}

async function enqueueRun(
  definition: PipelineDefinition,
  params: unknown,
  { connection: given, project = definition.project, runner, ...remote }: EnqueueOptions,
) {
  const { connection, objects, parameters } = await openRun(definition, params, { connection: given });
  const controller = await enqueuePipeline(definition, {
    connection,
    project,
    parameters,
    remote,
    queues: runner?.queues,
  });
  return { controller, objects };
}

/** Checks the parameters of a run, and connects it. */
async function openRun(
  definition: PipelineDefinition,
  params: unknown,
  where: { connection?: Connection | undefined },
) {
  const checked = await definition.check(params, `Parameters of pipeline "${definition.name}"`);
  const connection = where.connection ?? (await defaultConnection());
  const objects = new ObjectLoader(connection);
  return { connection, objects, parameters: await objects.adopt(checked) };
}
