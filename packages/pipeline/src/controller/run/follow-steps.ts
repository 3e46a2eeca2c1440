import { messageOf } from "../../message-of.ts";
import type { StepState } from "../../steps/step-state.ts";
import { StepMonitor } from "../monitors/step-monitor.ts";
import { type ControllerRun, nodeOf, type ReadyStep } from "./controller-run.ts";

/** Milliseconds between two looks at the monitored parts of steps that run, as in the Python SDK. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Waits until all steps have ended, shows their monitored parts on the task of the pipeline, and calls the callbacks of their ends.
 *
 * @throws {@link StepError} when a step has failed without which the pipeline fails.
 */
export async function followSteps(run: ControllerRun): Promise<void> {
  await Promise.all([...run.steps.values()].map((step) => followStep(run, step)));
  const failed = [...run.states.values()].find(failsPipeline);
  await failed?.ended();
}

async function followStep(run: ControllerRun, { declared }: ReadyStep): Promise<void> {
  const { name, monitored, postExecuteCallback } = declared;
  const state = run.states.get(name) as StepState;
  const { connection } = run.pipeline.task;
  const monitor = new StepMonitor(run.pipeline.task, monitored);
  const show = async () => {
    if (state.taskId !== undefined) {
      await monitor.show(state.taskId);
    }
  };
  const warn = (error: unknown) =>
    connection.warn(`The monitored parts of step "${name}" could not be shown: ${messageOf(error)}`);
  const timer = setInterval(() => void show().catch(warn), LOOK_EVERY_MS);
  const { status } = await state.outcome;
  clearInterval(timer);
  if (status === "skipped") {
    return;
  }
  await show().catch(warn);
  for (const callback of [run.callbacks.stepTaskCompletedCallback, postExecuteCallback]) {
    await callback?.(run.pipeline, nodeOf(run, name));
  }
}

/** Tells whether a step has ended in a way that the pipeline fails by. */
function failsPipeline({ status, definition }: StepState): boolean {
  const { continueOnFail, continueOnAbort = continueOnFail } = definition;
  return (status === "failed" && !continueOnFail) || (status === "aborted" && !continueOnAbort);
}
