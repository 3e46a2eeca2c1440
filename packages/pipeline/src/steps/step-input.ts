import { asRef } from "../define/call/step.ts";
import { type OutputRef, sourceOf } from "../define/references/output-ref.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { type Replace, storeValue } from "../values/store-value.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { Value, ValueObject } from "../values/value.ts";
import { ownerOf, valueBehind } from "./references.ts";
import { succeeded } from "./step-outcome.ts";
import type { StepState } from "./step-state.ts";

/** An input that is an artifact of an earlier step. */
export interface ArtifactInput {
  /** Id of the task that has the artifact. */
  taskId: string;
  /** Name of the artifact. */
  name: string;
  /** sha256 of its content. */
  hash: string;
}

/** The inputs of a step when all of them are there. */
export interface StepInput {
  /** The inputs by their names; frozen, so a component gets a copy of its own. */
  values: ValueObject;
  /** The same values with their JSON, texts and hashes. */
  stored: StoredValue;
  /** Which of them are artifacts of earlier steps, by the name of the input. */
  artifacts: ReadonlyMap<string, ArtifactInput>;
}

/**
 * Puts the inputs of a step together once its parents have ended, and checks them.
 *
 * @throws {@link StepError} when a step that it takes something from has no outputs.
 * @throws {@link PipelineValueError} when an input has no stored form, or does not fit the schema.
 */
export async function prepareInput(step: StepState, objects: ObjectLoader): Promise<StepInput> {
  const { name, definition, input } = step;
  const values = new Map<unknown, Value | undefined>();
  for (const ref of step.references) {
    values.set(ref, await valueBehind(ref));
  }
  const replace: Replace = (item) => {
    const ref = asRef(item);
    return ref && { by: values.get(ref) };
  };
  const stored = await objects.adopt(await definition.checkInput(input, `Input of step "${name}"`, replace));
  const artifacts = new Map<string, ArtifactInput>();
  for (const key of stored.names) {
    const artifact = await artifactOf(input, key);
    // A schema may have made something else of it, which is then a value of its own.
    if (artifact && isSame(stored.part(key), artifact.value)) {
      artifacts.set(key, artifact.input);
    }
  }
  return { values: stored.value as ValueObject, stored, artifacts };
}

async function artifactOf(input: unknown, key: string): Promise<{ input: ArtifactInput; value: Value } | undefined> {
  const whole = asRef(input);
  const ref: OutputRef<unknown> | undefined = whole ?? asRef((input as Record<string, unknown>)[key]);
  if (!ref) {
    return undefined;
  }
  const { target } = sourceOf(ref);
  const name = whole ? key : target.kind === "output" ? target.name : undefined;
  const outcome = await ownerOf(ref).outcome;
  if (name === undefined || !succeeded(outcome)) {
    return undefined;
  }
  const { artifactHashes, values } = outcome.outputs;
  const [hash, value] = [artifactHashes.get(name), values[name]];
  return hash === undefined || value === undefined
    ? undefined
    : { input: { taskId: outcome.taskId, name, hash }, value };
}

function isSame(part: StoredValue | undefined, value: Value): boolean {
  return part !== undefined && (part.value === value || part.text === storeValue(value, "An output").text);
}
