import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import type { JsonValue } from "../../values/json.ts";
import { type Monitored, monitored } from "../monitors/monitored.ts";
import { checkReference, type ReferenceScope, referencesInValue } from "../references/step-reference.ts";
import type { RetryCallback, StepCallbacks } from "../step-callbacks.ts";
import type { AddStepOptions, ControllerStepOptions } from "../step-options.ts";

/** A step as it was added to a pipeline. */
export interface DeclaredStep extends StepCallbacks {
  name: string;
  /** Names of the steps that it waits for, without those that only its references name. */
  parents: readonly string[];
  queue: string | undefined;
  /** Decides about retries; undefined where a number does. */
  retry: RetryCallback | undefined;
  monitored: Monitored;
  /** The texts that may have references, and what they may refer to. */
  references: readonly { value: JsonValue; inside: boolean; fields: boolean }[];
  work: FunctionWork | TaskWork;
}

/** The work of a step that is a function of this program. */
export interface FunctionWork {
  kind: "function";
  definition: ComponentDefinition;
  /** Arguments by name. */
  kwargs: Readonly<Record<string, unknown>>;
  returns: readonly string[];
}

/** The work of a step that is a copy of a task. */
export interface TaskWork {
  kind: "task";
  options: AddStepOptions;
  /** How often it is tried again when it fails. */
  retries: number;
}

/** The parts of a step that all kinds have. */
export function commonParts(options: ControllerStepOptions, retry: number | RetryCallback) {
  const { name, parents = [], executionQueue: queue } = options;
  const { preExecuteCallback, postExecuteCallback, statusChangeCallback } = options;
  return {
    name,
    parents,
    queue,
    retry: typeof retry === "function" ? retry : undefined,
    monitored: monitored(options),
    ...(preExecuteCallback && { preExecuteCallback }),
    ...(postExecuteCallback && { postExecuteCallback }),
    ...(statusChangeCallback && { statusChangeCallback }),
  };
}

/**
 * The steps that a step waits for: those that it names, and those that it refers to.
 *
 * @throws {@link PipelineReferenceError} when a reference cannot mean anything.
 */
export function parentsOf(
  { name, parents, references }: DeclaredStep,
  scope: Pick<ReferenceScope, "steps" | "parameters">,
): string[] {
  const all = new Set(parents);
  for (const { value, inside, fields } of references) {
    for (const reference of referencesInValue(value, inside)) {
      checkReference(reference, { ...scope, step: name, fields });
      if (reference.step !== undefined) {
        all.add(reference.step);
      }
    }
  }
  return [...all];
}
