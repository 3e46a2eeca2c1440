import { availableParallelism } from "node:os";
import { type Connection, defaultConnection } from "@clearml-ts/client";
import { captureConsole } from "@clearml-ts/tasks";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { schemaCheck } from "./define/check-schema.ts";
import type { StepContext } from "./define/step-context.ts";
import { checkStepName } from "./define/step-name.ts";
import type { Resolved } from "./define/with-references.ts";
import { openController } from "./run/controller/controller.ts";
import { checkVersion } from "./run/controller/pipeline-version.ts";
import { closeTask } from "./run/end-task.ts";
import { inProcessRunner } from "./run/in-process-runner.ts";
import { type PipelineRun, runPipeline } from "./run/pipeline-run.ts";
import type { StepRunner } from "./run/step-runner.ts";
import type { PipelineProgress } from "./steps/step-report.ts";
import { ObjectLoader } from "./values/object-loader.ts";
import { ownCopy } from "./values/replace-values.ts";
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
  /** Steps that may run at the same time. @default the number of processors */
  concurrency?: number;
}

/** How a pipeline is run. */
export interface RunOptions {
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
  /** Where steps run. @default in this process */
  runner?: StepRunner;
  /** Send what steps write to stdout and stderr to their tasks as well. @default true */
  console?: boolean;
  /** Called when a step changes. */
  onProgress?: (progress: PipelineProgress) => void;
  /** Aborts the run: steps that run are stopped, the others skipped. */
  signal?: AbortSignal;
}

/** A function whose calls of components run as steps, side by side where they do not need each other. */
export interface Pipeline<Given, Result> {
  /**
   * Runs the pipeline once, as a controller task with one task for each step. When its function and its steps are over, it
   * takes at most 16 minutes of a server that is gone, and five for each of its calls, about sixteen, of one that answers each
   * just in time.
   *
   * @throws {@link PipelineValueError} when the parameters are not JSON or do not fit their schema.
   * @throws {@link PipelineError} when a step, or the function itself, fails.
   * @throws {@link Error} the reason of the signal, when it aborts the run; a `TaskStoppedError` when somebody stops the controller.
   */
  run(params: Given, options?: RunOptions): Promise<PipelineRun<Resolved<Result>>>;
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
  const { name, project, version, tags = [], concurrency = availableParallelism() } = options;
  checkStepName(name);
  if (version !== undefined) {
    checkVersion(version);
  }
  const check = schemaCheck(options.params);
  return {
    async run(params, { runner = inProcessRunner(), console = true, onProgress, signal, ...where } = {}) {
      signal?.throwIfAborted();
      const checked = await check(params, `Parameters of pipeline "${name}"`);
      const connection = where.connection ?? (await defaultConnection());
      const objects = new ObjectLoader(connection);
      const parameters = await objects.adopt(checked);
      const controller = await openController(connection, { name, project, version, tags, parameters });
      const capture = console ? captureConsole() : undefined;
      try {
        return await runPipeline<Resolved<Result>>({
          name,
          controller,
          runner,
          objects,
          concurrency,
          run: (context) => run(ownCopy(parameters.value) as Params, context),
          ...(onProgress && { onProgress }),
          ...(signal && { signal }),
        });
      } finally {
        capture?.close();
        await closeTask(controller.task);
      }
    },
  };
}
