import { runInTask, type Task } from "@clearml-ts/tasks";
import type { StepContext } from "./context.ts";
import type { Controller } from "./controller.ts";
import { endTask } from "./end-task.ts";
import { PipelineError, StepError } from "./errors.ts";
import { executeStep } from "./execute-step.ts";
import { GraphPublisher } from "./graph-publisher.ts";
import { isJsonObject, toJson } from "./json.ts";
import { messageOf } from "./message-of.ts";
import { storeOutputs } from "./outputs.ts";
import { runInPipeline } from "./pipeline-scope.ts";
import type { PipelineProgress, StepReport } from "./report.ts";
import { Scheduler } from "./scheduler.ts";
import type { StepRunner } from "./step-runner.ts";
import type { StepState } from "./step-state.ts";
import { resolveRefs } from "./wiring.ts";

/** A run of a pipeline that has completed. */
export interface PipelineRun<Result> {
  /** What the function of the pipeline returned, with values in place of references. */
  result: Result;
  /** Id of the controller's task. */
  controllerId: string;
  /** Name of the controller's task: the pipeline's, with a number behind it from the second run on. */
  name: string;
  version: string;
  /** Page of the run. */
  webUrl: string;
  /** All steps as they ended, by name. */
  steps: Readonly<Record<string, StepReport>>;
}

/** What a run is made of. */
export interface PipelineRunParts {
  /** Name of the pipeline. */
  name: string;
  controller: Controller;
  runner: StepRunner;
  /** Steps that may run at the same time. */
  concurrency: number;
  /** The function of the pipeline. */
  run(context: StepContext): unknown;
  onProgress?: (progress: PipelineProgress) => void;
  signal?: AbortSignal;
}

/**
 * Runs the function of a pipeline and all its steps to their end, and records how the run ended.
 *
 * @throws {PipelineError} when a step or the function failed.
 * @throws the reason of the signal when it cut the run short.
 */
export async function runPipeline<Result>(parts: PipelineRunParts): Promise<PipelineRun<Result>> {
  const { name, controller, runner, concurrency, onProgress } = parts;
  const { task, version, webUrl } = controller;
  const onChange = (step: StepState) => {
    publisher.changed();
    tell(onProgress, step, scheduler.steps);
  };
  const scheduler = new Scheduler({
    execute: (step, signal) => executeStep(step, { controller: task, runner, signal, onChange: () => onChange(step) }),
    concurrency,
    onChange,
    now: () => new Date(),
  });
  const publisher = new GraphPublisher(task, () => scheduler.steps);
  const stop = AbortSignal.any([task.signal, ...(parts.signal ? [parts.signal] : [])]);

  const { result, ...end } = await conduct(parts, scheduler, stop);
  const failure = end.failure ?? (await complete(task, publisher, result));
  const steps = Object.fromEntries(scheduler.steps.map((step) => [step.name, step.report()]));
  if (failure === undefined) {
    return { result: result as Result, controllerId: task.id, name: task.name, version, webUrl, steps };
  }

  const wasStopped = stop.aborted;
  const problem = await endTask(task, async () => {
    await publisher.flush();
    await (wasStopped ? task.stop({ message: "Pipeline aborted" }) : task.fail(failureText(failure)));
  });
  if (wasStopped) {
    throw stop.reason;
  }
  throw new PipelineError({ ...failure, pipeline: name, controllerId: task.id, steps, recordingError: problem });
}

/** What ended a run before it was complete. */
interface Failure {
  /** Name of the step that is at fault; undefined when none is. */
  step?: string;
  taskId?: string | undefined;
  cause: unknown;
}

/** Runs the function and waits for all steps; whatever happens, none of them runs any more afterwards. */
async function conduct(
  { controller, run }: PipelineRunParts,
  scheduler: Scheduler,
  stop: AbortSignal,
): Promise<{ result?: unknown; failure?: Failure }> {
  const { task } = controller;
  const onStop = () => scheduler.abort(stop.reason);
  stop.addEventListener("abort", onStop, { once: true });
  let result: unknown;
  let thrown: Failure | undefined;
  try {
    stop.throwIfAborted();
    const context = { task, logger: task.logger, connection: task.connection, signal: scheduler.signal };
    const returned = await runInTask(task, () => runInPipeline(scheduler, async () => run(context)));
    result = await resolveRefs(returned);
  } catch (error) {
    thrown = failureOf(error);
    scheduler.abort(error);
  }
  await scheduler.close();
  stop.removeEventListener("abort", onStop);

  const { failed } = scheduler;
  if (failed) {
    return { failure: { step: failed.name, taskId: failed.taskId, cause: failed.report().error } };
  }
  if (thrown) {
    return { failure: thrown };
  }
  const isCutShort = scheduler.steps.some(({ status }) => status === "aborted" || status === "skipped");
  return stop.aborted && isCutShort ? { failure: { cause: stop.reason } } : { result };
}

/** A function that throws because it awaited a step is not what is at fault. */
function failureOf(error: unknown): Failure {
  return error instanceof StepError
    ? { step: error.step, taskId: error.taskId, cause: error.cause ?? error }
    : { cause: error };
}

function failureText({ step, taskId, cause }: Failure): string {
  if (step === undefined) {
    return `Pipeline failed outside its steps: ${messageOf(cause)}`;
  }
  return `Pipeline step failed: "${step}"${taskId === undefined ? "" : ` (task ${taskId})`}: ${messageOf(cause)}`;
}

/** Records a run in which nothing failed; returns what went wrong with that, if anything did. */
async function complete(task: Task, publisher: GraphPublisher, result: unknown): Promise<Failure | undefined> {
  try {
    await publisher.flush();
    await recordResult(task, result);
    await task.complete();
    return undefined;
  } catch (cause) {
    return { cause };
  }
}

/** Results are stored like the outputs of a step; one that is not JSON is for the caller only. */
async function recordResult(task: Task, result: unknown): Promise<void> {
  if (result === undefined) {
    return;
  }
  let json: ReturnType<typeof toJson>;
  try {
    json = toJson(result, "The result of the pipeline");
  } catch (error) {
    task.logger.reportText(`The result is not stored with the run: ${messageOf(error)}`, { level: "warning" });
    return;
  }
  await storeOutputs(task, isJsonObject(json) ? json : { result: json });
}

/** A display that breaks must not break what it displays. */
function tell(onProgress: PipelineRunParts["onProgress"], step: StepState, steps: readonly StepState[]): void {
  try {
    const done = steps.filter(({ outcomeSoFar }) => outcomeSoFar).length;
    onProgress?.({ step: step.report(), done, total: steps.length });
  } catch (error) {
    process.emitWarning(`onProgress of a pipeline threw: ${messageOf(error)}`, { type: "ClearMLWarning" });
  }
}
