import type { Task } from "@clearml-ts/tasks";
import type { StepStatus } from "../steps/step-report.ts";
import type { Value } from "../values/value.ts";
import type { PipelineNode } from "./nodes/pipeline-node.ts";

/** A pipeline as its callbacks see it. */
export interface PipelineInRun {
  /** The task of the run. */
  readonly task: Task;
  /** The parameters of the run, by name. */
  getParameters(): Readonly<Record<string, Value>>;
  /** The steps as they stand, by name. */
  getPipelineDag(): Readonly<Record<string, PipelineNode>>;
}

/**
 * Called with the parameters of a step, in which references have become values; `false` leaves the step out, and those that need
 * it. What it changes in the parameters of a copy of a task counts.
 */
export type StepCreatedCallback = (
  pipeline: PipelineInRun,
  node: PipelineNode,
  parameters: Record<string, Value>,
) => unknown;

/** Called when a step has ended, however it did. */
export type StepCompletedCallback = (pipeline: PipelineInRun, node: PipelineNode) => unknown;

/** Decides whether a step that has failed is tried once more, after so many times. */
export type RetryCallback = (
  pipeline: PipelineInRun,
  node: PipelineNode,
  retries: number,
) => boolean | Promise<boolean>;

/** Called when a step has another status than before. */
export type StatusChangeCallback = (pipeline: PipelineInRun, node: PipelineNode, previousStatus: StepStatus) => unknown;

/** Functions that are called about all steps of a run. */
export interface RunCallbacks {
  /** Called when a step's task has been made, and before its work begins; a step of which it says `false` is left out. */
  stepTaskCreatedCallback?: StepCreatedCallback;
  /** Called when a step has ended. */
  stepTaskCompletedCallback?: StepCompletedCallback;
}

/** Functions that are called about one step. */
export interface StepCallbacks {
  /** Called before the step's task is made; `false` leaves the step out. */
  preExecuteCallback?: StepCreatedCallback;
  /** Called when the step has ended. */
  postExecuteCallback?: StepCompletedCallback;
  statusChangeCallback?: StatusChangeCallback;
}
