import type { TaskType } from "@clearml-ts/protocol";
import type { ValueObject } from "../values/value.ts";
import type { Check } from "./check-schema.ts";
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
  /** What the author calls this state of the code, part of the key. */
  version: string;
  /** Text of the function, part of the key. */
  source: string;
  /** How often a failed run is tried again. */
  retries: number;
  /** Let steps that do not need this one go on when it fails. */
  continueOnFail: boolean;
  checkInput: Check;
  checkOutput: Check;
  run(input: ValueObject, context: StepContext): unknown;
}
