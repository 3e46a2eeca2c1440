import { type OutputRef, sourceOf } from "../define/output-ref.ts";
import { asRef } from "../define/step.ts";
import { PipelineDefinitionError } from "../errors.ts";
import { replaceIn, replaceInAsync } from "../values/replace-values.ts";
import { StepState } from "./step-state.ts";

/** The steps that an input refers to, each once, in the order they are met. */
export function referredSteps(input: unknown): StepState[] {
  const steps = new Set<StepState>();
  replaceReferences(input, (ref) => steps.add(ownerOf(ref)));
  return [...steps];
}

/**
 * Puts values in the places of all references, waiting for them.
 *
 * @throws {StepError} when one of the steps referred to ends without outputs.
 */
export function resolveReferences(value: unknown): Promise<unknown> {
  return replaceInAsync(value, asRef);
}

/** Puts what `replace` makes of them in the places of all references. */
export function replaceReferences(value: unknown, replace: (ref: OutputRef<unknown>) => unknown): unknown {
  return replaceIn(value, (item) => {
    const ref = asRef(item);
    return ref && { by: replace(ref) };
  });
}

/** The step that a reference belongs to. */
export function ownerOf(ref: OutputRef<unknown>): StepState {
  const { owner } = sourceOf(ref);
  if (!(owner instanceof StepState)) {
    throw new PipelineDefinitionError("A reference was given that belongs to no step of a pipeline.");
  }
  return owner;
}
