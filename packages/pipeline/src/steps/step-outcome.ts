import type { ValueObject } from "../values/value.ts";

/** Outputs as they are stored: the values, and which of them are artifacts. */
export interface StoredOutputs {
  values: ValueObject;
  /** sha256 of the outputs that are stored as artifacts rather than parameters, by name. */
  artifactHashes: ReadonlyMap<string, string>;
}

/** A step that has its outputs. */
export interface StepSuccess {
  status: "completed" | "cached";
  /** Id of the task that holds the outputs. */
  taskId: string;
  outputs: StoredOutputs;
}

/** A step that ended without outputs. */
export interface StepFailure {
  status: "failed" | "aborted" | "skipped";
  /** Id of the step's task, if it came to have one. */
  taskId?: string;
  /** Why. */
  error: unknown;
}

/** How a step ended. */
export type StepOutcome = StepSuccess | StepFailure;

/** Tells whether a step has outputs. */
export function succeeded(outcome: StepOutcome): outcome is StepSuccess {
  return outcome.status === "completed" || outcome.status === "cached";
}
