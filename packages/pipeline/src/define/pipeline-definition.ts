import type { ValueObject } from "../values/value.ts";
import type { Check } from "./check-schema.ts";
import type { StepContext } from "./step-context.ts";

/** A pipeline without its types, as the machinery works with it. */
export interface PipelineDefinition {
  name: string;
  /** Name of the project that it belongs to, unless a run is told another. */
  project: string;
  version: string | undefined;
  tags: readonly string[];
  /** Steps that may run at the same time; undefined for as many as the runner says. */
  concurrency: number | undefined;
  /** Files through which the pipeline was made, the nearest first; a program that runs it elsewhere imports them. */
  files: readonly string[];
  check: Check;
  run(params: ValueObject, context: StepContext): unknown;
}
