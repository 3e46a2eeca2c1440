import type { TaskType } from "@clearml-ts/protocol";
import type { ValueObject } from "../../values/value.ts";
import type { Check } from "./check-schema.ts";
import type { NodeFacts } from "./node-facts.ts";
import type { StepContext } from "./step-context.ts";

/** A component without its types, as the machinery works with it; defaults are in their places. */
export interface ComponentDefinition {
  name: string;
  type: TaskType;
  tags: readonly string[];
  /** Take a completed task with the same key instead of running. */
  cache: boolean;
  /** Further parts of the key, computed from the inputs. */
  cacheKey: ((input: ValueObject) => object | Promise<object>) | undefined;
  /** The author's name for this state of the code, which stands for the code in the key; undefined when there is none. */
  version: string | undefined;
  /** Image of the container that workers run it in; undefined for that of the worker. */
  docker: string | undefined;
  /** Text of the function. */
  source: string;
  /** Files through which the component was made; the modules behind them are the code that runs. */
  files: readonly string[];
  /** When the component was made, in milliseconds since the epoch; code that was edited later does not run here. */
  definedAt: number;
  /** How often a failed run is tried again. */
  retries: number;
  /** Seconds that one attempt may take; undefined for as long as it takes. */
  timeLimit: number | undefined;
  /** Let steps that do not need this one go on when it fails. */
  continueOnFail: boolean;
  /** As {@link continueOnFail}, when somebody aborts it or its time is over. @default as when it fails */
  continueOnAbort?: boolean;
  /** Leave out the steps that need this one when it fails; otherwise they start without its outputs. @default true */
  skipChildrenOnFail?: boolean;
  /** As {@link skipChildrenOnFail}, when somebody aborts it or its time is over. @default true */
  skipChildrenOnAbort?: boolean;
  /** The node of its steps as the author of a `PipelineController` has described it. @default made of the inputs */
  node?: NodeFacts;
  checkInput: Check;
  checkOutput: Check;
  run(input: ValueObject, context: StepContext): unknown;
}
