import { anySignal } from "@clearml-ts/storage";
import { type CreateTaskOptions, Task, type WatchEnd } from "@clearml-ts/tasks";
import { StepSkippedError, StepTaskError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import { closeTask } from "../../run/runner/end-task.ts";
import type { StepLaunch, StepWatch } from "../../run/runner/step-runner.ts";
import { stepTask } from "../../run/runner/step-task.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { COMPONENT } from "../../steps/step-parameters.ts";
import { outputsOf } from "../../steps/stored-outputs.ts";
import { TimeLimit } from "../../steps/time-limit.ts";
import { failureOf } from "../queues/step-failure.ts";

/** How a place runs a task. */
export interface PlaceRun {
  /** Whether a worker does it already, or is about to. */
  isUnderWay: boolean;
  /** Aborted when the task is no longer wanted; whoever aborts it has the task stopped. */
  signal: AbortSignal;
  onStatus(status: "queued" | "running"): void;
}

/** A place outside this process where the tasks of steps run. */
export interface StepPlace {
  /** Name of the queue, where the place is one. */
  readonly queue?: string;
  /** Makes the task of a step. @default a draft with the inputs of the step, the component's name and the place's code */
  draft?(launch: StepLaunch): Promise<Task>;
  /** Returns the code of a step's task. */
  code(launch: StepLaunch): Promise<Pick<CreateTaskOptions, "program" | "script">>;
  /** Runs a task, and waits for its end. */
  run(task: Task, run: PlaceRun): Promise<WatchEnd>;
  /** Stops a task, wherever it stands, and waits for that. */
  stop(task: Task, reason: string): Promise<void>;
}

/** Runs a step as a task somewhere else, again where it fails and is to be tried again, and reads its outputs from the task. */
export async function runRemoteStep(launch: StepLaunch, watch: StepWatch, place: StepPlace): Promise<StepOutcome> {
  const { name, definition, underWay, connection } = launch;
  watch.signal.throwIfAborted();
  const task =
    underWay === undefined
      ? await (place.draft?.(launch) ?? draft(launch, place))
      : await Task.get({ id: underWay }, { connection });
  watch.onTask(task.id, place.queue);
  try {
    if (watch.onCreated && !(await watch.onCreated(task))) {
      await task.delete();
      return { status: "skipped", error: new StepSkippedError(name) };
    }
    for (let retry = 0; ; retry += 1) {
      const isUnderWay = retry === 0 && underWay !== undefined;
      const outcome = await attempt(launch, watch, { task, place, isUnderWay });
      // Only work that failed may come to another end the next time.
      const mayRetry = outcome.status === "failed" && outcome.error instanceof StepTaskError;
      if (!mayRetry || !(await (watch.retry?.(retry) ?? retry < definition.retries))) {
        return outcome;
      }
      const why = messageOf(outcome.error);
      watch.log(
        `Step [${name}] failed. Retrying (${retry + 1}${watch.retry ? "" : ` of ${definition.retries}`}). ${why}`,
      );
      // As the Python SDK does.
      await task.stop({ message: "Relaunching pipeline step...", force: true });
    }
  } finally {
    await closeTask(task);
  }
}

async function draft(launch: StepLaunch, place: StepPlace): Promise<Task> {
  const { definition, connection } = launch;
  const content = stepTask(launch);
  const parameters = { ...content.parameters, [COMPONENT]: definition.name };
  const image = definition.docker === undefined ? {} : { docker: definition.docker };
  return Task.create({ ...content, ...image, parameters, ...(await place.code(launch)) }, { connection });
}

async function attempt(
  { name, definition, objects, connection }: StepLaunch,
  watch: StepWatch,
  { task, place, isUnderWay }: { task: Task; place: StepPlace; isUnderWay: boolean },
): Promise<StepOutcome> {
  using limit = new TimeLimit({ step: name, seconds: definition.timeLimit });
  const signal = anySignal([watch.signal, limit.signal]);
  const onStatus = (status: "queued" | "running") => {
    if (status === "running") {
      limit.begin();
    }
    watch.onStatus(status);
  };
  const { id: taskId } = task;
  try {
    const end = await place.run(task, { isUnderWay, signal, onStatus });
    if (end.kind !== "ended" || (end.status !== "completed" && end.status !== "published")) {
      const error = await failureOf(task, name, end);
      return { status: error.status, taskId, error };
    }
    await task.reload();
    const outputs = await outputsOf(definition, task, objects);
    await definition.checkOutput(outputs.values, `Output of step "${name}"`);
    return { status: "completed", taskId, outputs };
  } catch (error) {
    if (!signal.aborted) {
      return { status: "failed", taskId, error };
    }
    const reason = limit.signal.aborted ? messageOf(signal.reason) : "Pipeline step aborted";
    await place.stop(task, reason).catch((problem: unknown) => {
      connection.warn(`Task ${taskId} of step "${name}" may still run: ${messageOf(problem)}`);
    });
    return { status: "aborted", taskId, error: signal.reason };
  }
}
