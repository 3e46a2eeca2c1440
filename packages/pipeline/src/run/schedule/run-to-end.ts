import { runInTask, type Task } from "@clearml-ts/tasks";
import { runInPipeline } from "../../define/call/current-pipeline.ts";
import type { StepContext } from "../../define/definition/step-context.ts";
import { StepError } from "../../errors.ts";
import { resolveReferences } from "../../steps/references.ts";
import type { Scheduler } from "./scheduler.ts";

/** The step and the error that ended a run before it was complete. */
export interface RunFailure {
  /** Name of the step that is at fault; undefined when none is. */
  step?: string;
  /** Id of that step's task, if it came to have one. */
  taskId?: string | undefined;
  /** The error that was thrown. */
  cause: unknown;
}

/** How the function and the steps of a run ended. */
export type RunEnd =
  | { kind: "completed"; result: unknown }
  | { kind: "failed"; failure: RunFailure }
  | { kind: "stopped" };

/** The controller, scheduler and function of a run. */
export interface RunToEndOptions {
  /** The controller's task. */
  task: Task;
  scheduler: Scheduler;
  /** The function of the pipeline. */
  run(context: StepContext): unknown;
  /** Stops the run. */
  stop: AbortSignal;
}

/** Runs the function of a pipeline and waits for its steps; whatever happens, none of them runs any more afterwards. */
export async function runToEnd({ task, scheduler, run, stop }: RunToEndOptions): Promise<RunEnd> {
  const onStop = () => scheduler.abort(stop.reason);
  stop.addEventListener("abort", onStop, { once: true });
  let end: RunEnd;
  try {
    stop.throwIfAborted();
    const context = { task, logger: task.logger, connection: task.connection, signal: scheduler.signal };
    const returned = await runInTask(task, () => runInPipeline(scheduler, async () => run(context)));
    end = { kind: "completed", result: await resolveReferences(returned) };
  } catch (error) {
    end = { kind: "failed", failure: failureOf(error) };
    scheduler.abort(error);
  }
  await scheduler.close();
  stop.removeEventListener("abort", onStop);

  const { failed, steps } = scheduler;
  if (failed) {
    return { kind: "failed", failure: { step: failed.name, taskId: failed.taskId, cause: failed.report().error } };
  }
  const isCutShort = steps.some(({ status }) => status === "aborted" || status === "skipped");
  return stop.aborted && (end.kind === "failed" || isCutShort) ? { kind: "stopped" } : end;
}

/** A function that throws because it awaited a step is not at fault, nor is a step that was skipped because of another. */
function failureOf(error: unknown): RunFailure {
  if (!(error instanceof StepError)) {
    return { cause: error };
  }
  const { step, taskId, cause } = error.origin;
  return { step, taskId, cause: cause ?? error.origin };
}
