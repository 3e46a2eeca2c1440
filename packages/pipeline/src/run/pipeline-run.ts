import type { CallBudget } from "@clearml-ts/client";
import { anySignal } from "@clearml-ts/storage";
import type { StepContext } from "../define/definition/step-context.ts";
import type { EarlierTasks } from "../earlier/earlier-tasks.ts";
import { PipelineError } from "../errors.ts";
import { messageOf } from "../message-of.ts";
import { GraphPublisher } from "../page/graph-publisher.ts";
import type { PipelineProgress, StepReport } from "../steps/step-report.ts";
import type { StepState } from "../steps/step-state.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { ownCopy } from "../values/replace-values.ts";
import type { Controller } from "./controller/controller.ts";
import { recordFailedStep } from "./controller/failed-step.ts";
import { recordResult } from "./controller/record-result.ts";
import { storedParent } from "./controller/run-settings.ts";
import { endTask } from "./runner/end-task.ts";
import type { ProgramSource, StepParent, StepPipeline, StepRunner } from "./runner/step-runner.ts";
import { type RunEnd, type RunFailure, runToEnd } from "./schedule/run-to-end.ts";
import { Scheduler } from "./schedule/scheduler.ts";
import { executeStep } from "./step/execute-step.ts";

/** A run of a pipeline that has completed. */
export interface PipelineRun<Result> {
  /** The result of the pipeline's function, with values in place of references. */
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

/** The controller, runner and function of one run. */
export interface PipelineRunParts {
  pipeline: StepPipeline;
  controller: Controller;
  runner: StepRunner;
  /** Makes the program by which steps run in other processes. */
  program: ProgramSource;
  /** Loads datasets and models, each once. */
  objects: ObjectLoader;
  /** The time that the calls of the run share, without those of its function and its steps. */
  budget: CallBudget;
  /** Steps that may run at the same time. */
  concurrency: number;
  /** Tasks of earlier attempts of the run; undefined for its first attempt. */
  earlier?: EarlierTasks | undefined;
  /** Names of steps that run, whatever is known of their work. */
  force: readonly string[];
  /** The function of the pipeline. */
  run(context: StepContext): unknown;
  onProgress?: (progress: PipelineProgress) => void;
  signal?: AbortSignal;
}

/**
 * Runs the function of a pipeline and all its steps to their end, and records how the run ended.
 *
 * @throws {@link PipelineError} when a step or the function failed.
 * @throws {@link Error} the reason of the signal, when it cut the run short.
 */
export async function runPipeline<Result>(parts: PipelineRunParts): Promise<PipelineRun<Result>> {
  const { pipeline, controller, runner, program, objects, concurrency, earlier } = parts;
  const { task, version, webUrl } = controller;
  const onChange = (step: StepState) => {
    publisher.changed();
    tell(parts, step, scheduler);
  };
  let ready: Promise<StepParent> | undefined;
  const parent = () => {
    ready ??= storedParent(task);
    return ready;
  };
  const shared = { pipeline, controller: task, runner, parent, program, objects, earlier, force: new Set(parts.force) };
  const scheduler = new Scheduler({
    execute: (step, signal) => executeStep(step, { ...shared, signal, onChange: () => onChange(step) }),
    concurrency,
    onChange,
    now: () => new Date(),
  });
  const publisher = new GraphPublisher(task, () => scheduler.steps);
  const stop = anySignal([task.signal, parts.signal]);

  let end = await runToEnd({ task, scheduler, run: parts.run, stop });
  publisher.close();
  warnOfUnknown(parts.force, scheduler.steps, (text) => task.connection.warn(text));
  if (end.kind === "completed") {
    end = await complete(controller, publisher, { result: end.result, budget: parts.budget });
  }
  const steps = Object.fromEntries(scheduler.steps.map((step) => [step.name, step.report()]));
  switch (end.kind) {
    case "completed":
      return { result: ownCopy(end.result) as Result, controllerId: task.id, name: task.name, version, webUrl, steps };
    case "stopped": {
      const problem = await endTask(task, async () => {
        await publisher.finish();
        await task.stop({ message: "Pipeline aborted" });
      });
      if (problem !== undefined) {
        task.connection.warn(`Controller task ${task.id} could not be stopped: ${messageOf(problem)}`);
      }
      throw stop.reason;
    }
    case "failed": {
      const { failure } = end;
      const recordingError = await endTask(task, async () => {
        await publisher.finish();
        await recordFailedStep(task, failure.step);
        await task.fail(failureText(failure));
      });
      throw new PipelineError({ ...failure, pipeline: pipeline.name, controllerId: task.id, steps, recordingError });
    }
  }
}

/** Records a run in which nothing failed, which may fail. */
async function complete(
  controller: Controller,
  publisher: GraphPublisher,
  { result, budget }: { result: unknown; budget: CallBudget },
): Promise<RunEnd> {
  try {
    await budget.run(async () => {
      await Promise.all([publisher.finish({ isComplete: true }), recordResult(controller, result)]);
      await controller.task.complete();
    });
    return { kind: "completed", result };
  } catch (cause) {
    return { kind: "failed", failure: { cause } };
  }
}

function failureText({ step, taskId, cause }: RunFailure): string {
  if (step === undefined) {
    return `Pipeline failed outside its steps: ${messageOf(cause)}`;
  }
  return `Pipeline step failed: "${step}"${taskId === undefined ? "" : ` (task ${taskId})`}: ${messageOf(cause)}`;
}

/** A name that is misspelt forces nothing. */
function warnOfUnknown(names: readonly string[], steps: readonly StepState[], warn: (text: string) => void): void {
  const known = new Set(steps.map(({ name }) => name));
  for (const name of names.filter((each) => !known.has(each))) {
    warn(`Step "${name}" was to be forced to run, but the pipeline has no step of this name.`);
  }
}

/** A display that fails must not end the run. */
function tell(parts: PipelineRunParts, step: StepState, { ended: done, steps }: Scheduler): void {
  try {
    parts.onProgress?.({ step: step.report(), done, total: steps.length });
  } catch (error) {
    parts.controller.task.connection.warn(`onProgress of a pipeline threw: ${messageOf(error)}`);
  }
}
