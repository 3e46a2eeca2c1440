import type { ValueObject } from "../values/value.ts";

/** Where a step stands; the words are those that ClearML's page and the Python SDK know. */
export type StepStatus = "pending" | "queued" | "running" | "completed" | "cached" | "failed" | "aborted" | "skipped";

/** Why a step was, or was not, taken from an earlier run. */
export type CacheDecision =
  | {
      hit: true;
      /** Id of the task whose outputs were taken. */
      taskId: string;
      /** How the code was compared, in words. */
      reason: string;
    }
  | {
      hit: false;
      /** Why, in words. */
      reason: string;
      /** Parts that differ from the latest run of the component, such as `module src/columns.ts`, `image`, `input rows` and `cacheKey content`. */
      changed: readonly string[];
    };

/** A step as it stands, or as it ended. */
export interface StepReport {
  /** Name of the step, which is the component's with a number behind it where the component is called again. */
  name: string;
  status: StepStatus;
  /** Names of the steps it waits for. */
  parents: readonly string[];
  /** Id of the task that ran it, or of the one it was taken from; undefined before it starts, and if it never does. */
  taskId: string | undefined;
  /** Its outputs; undefined unless it is completed or cached. */
  output: ValueObject | undefined;
  /** Decision of the cache; undefined for steps that never got so far. */
  cache: CacheDecision | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  /** The reason why it failed, stopped or was skipped. */
  error: unknown;
}

/** One change of one step. */
export interface PipelineProgress {
  /** The step that changed. */
  step: StepReport;
  /** Steps that have ended. */
  done: number;
  /** Steps known so far; a pipeline's function may add more. */
  total: number;
}
