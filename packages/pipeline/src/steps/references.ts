import { asRef } from "../define/call/step.ts";
import { type OutputRef, sourceOf } from "../define/references/output-ref.ts";
import { PipelineDefinitionError } from "../errors.ts";
import { replaceIn, replaceInAsync } from "../values/replace-values.ts";
import type { Value } from "../values/value.ts";
import { succeeded } from "./step-outcome.ts";
import { StepState } from "./step-state.ts";

/** The input of a step as it was when its component was called. */
export interface GivenInput {
  /** A copy, with references where values will be. */
  input: unknown;
  /** The references in it. */
  references: readonly OutputRef<unknown>[];
}

/** Copies an input, so that later changes by its maker do not reach the step, and finds the references in it. */
export function takeInput(given: unknown): GivenInput {
  const references: OutputRef<unknown>[] = [];
  const input = replaceReferences(given, (ref) => {
    references.push(ref);
    return ref;
  });
  return { input, references };
}

/** The value that a reference stands for, as it is handed on from step to step: frozen, and the same for all. */
export async function valueBehind(ref: OutputRef<unknown>): Promise<Value | undefined> {
  const owner = ownerOf(ref);
  const { target, value } = sourceOf(ref);
  const outcome = await owner.outcome;
  if (!succeeded(outcome) && owner.letsOthersStart) {
    return null;
  }
  const { taskId, outputs } = await owner.ended();
  switch (target.kind) {
    case "id":
      return taskId;
    case "output":
      return outputs.values[target.name];
    case "outputs":
      return outputs.values;
    case "text":
      return (await value()) as Value;
  }
}

/**
 * Puts values in the places of all references, waiting for them.
 *
 * @throws {@link StepError} when one of the steps referred to ends without outputs.
 */
export function resolveReferences(value: unknown): Promise<unknown> {
  return replaceInAsync(value, (item) => {
    const ref = asRef(item);
    return ref && valueBehind(ref);
  });
}

/** Copies a value with the results of `replace` in the places of all references. */
export function replaceReferences(value: unknown, replace: (ref: OutputRef<unknown>) => unknown): unknown {
  return replaceIn(value, (item) => {
    const ref = asRef(item);
    return ref && { by: replace(ref) };
  });
}

/**
 * The step that a reference belongs to.
 *
 * @throws {@link PipelineDefinitionError} when it belongs to none.
 */
export function ownerOf(ref: OutputRef<unknown>): StepState {
  const { owner } = sourceOf(ref);
  if (!(owner instanceof StepState)) {
    throw new PipelineDefinitionError("A reference was given that belongs to no step of a pipeline.");
  }
  return owner;
}
