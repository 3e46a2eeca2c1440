import { PipelineDefinitionError } from "./errors.ts";
import { type OutputRef, sourceOf } from "./output-ref.ts";
import { asRef } from "./step.ts";
import { StepState } from "./step-state.ts";

/** The steps that an input refers to, each once, in the order they are met. */
export function referredSteps(input: unknown): StepState[] {
  const steps = new Set<StepState>();
  mapRefs(input, (ref) => steps.add(ownerOf(ref)));
  return [...steps];
}

/**
 * Puts values in the places of all references, waiting for them.
 *
 * @throws {StepError} when one of the steps referred to ends without outputs.
 */
export async function resolveRefs(value: unknown): Promise<unknown> {
  const ref = asRef(value);
  if (ref) {
    return ref;
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(resolveRefs));
  }
  if (!isPlainObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(async ([name, item]) => [name, await resolveRefs(item)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Puts what `replace` makes of them in the places of all references. */
export function mapRefs(value: unknown, replace: (ref: OutputRef<unknown>) => unknown): unknown {
  const ref = asRef(value);
  if (ref) {
    return replace(ref);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapRefs(item, replace));
  }
  if (!isPlainObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapRefs(item, replace)]));
}

/** The step that a reference belongs to. */
export function ownerOf(ref: OutputRef<unknown>): StepState {
  const { owner } = sourceOf(ref);
  if (!(owner instanceof StepState)) {
    throw new PipelineDefinitionError("A reference was given that belongs to no step of a pipeline.");
  }
  return owner;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
