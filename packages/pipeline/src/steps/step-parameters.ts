import { type OutputRef, sourceOf } from "../define/output-ref.ts";
import { asRef } from "../define/step.ts";
import type { JsonObject, JsonValue } from "../values/json.ts";
import { addParameter, type TaskParameters } from "../values/parameter-form.ts";
import { holdsObjects, objectReference, toIdentity, toStored } from "../values/stored-value.ts";
import { ownerOf, replaceReferences } from "./references.ts";
import type { StepInput } from "./step-input.ts";

/** Section of inputs that are values, as in function steps of the Python SDK. */
const VALUES = "kwargs";
/** Section of inputs that are outputs of other steps, written `{task id}.{output}`. */
const ARTIFACTS = "kwargs_artifacts";
/** Section of the further parts of the cache's key. */
const CACHE_KEY = "cache_key";
/** Section of outputs that are scalars. */
export const RETURNS = "return";

/** The inputs of a step as its node shows them, references as `${step.id}.output`, which Python's controller resolves. */
export function nodeParameters(input: unknown): Record<string, JsonValue> {
  const whole = asRef(input);
  if (whole) {
    return { [`${VALUES}/*`]: referenceText(whole) };
  }
  const parameters: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    const ref = asRef(value);
    const section = ref && sourceOf(ref).target.kind === "output" ? ARTIFACTS : VALUES;
    if (value !== undefined) {
      parameters[`${section}/${name}`] =
        objectReference(value)?.id ?? toStored(replaceReferences(value, referenceText));
    }
  }
  return parameters;
}

/**
 * The inputs as they go into the cache's key: artifacts by their hash, because equal ones may be of different tasks;
 * datasets and models by what makes them the same.
 */
export function keyParameters({ values, artifacts }: StepInput, extra: JsonObject): Record<string, JsonValue> {
  const parameters: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const artifact = artifacts.get(name);
    // The content of an artifact does not tell that a model in it has other weights now.
    const isContent = artifact !== undefined && !holdsObjects(value);
    parameters[`${artifact ? ARTIFACTS : VALUES}/${name}`] = isContent ? artifact.hash : toIdentity(value);
  }
  for (const [name, value] of Object.entries(extra)) {
    parameters[`${CACHE_KEY}/${name}`] = value;
  }
  return parameters;
}

/** The inputs as parameters of the step's task. */
export function taskParameters({ values, artifacts }: StepInput, extra: JsonObject): TaskParameters {
  const parameters: TaskParameters = { values: {}, types: {} };
  for (const [name, value] of Object.entries(values)) {
    const artifact = artifacts.get(name);
    if (artifact) {
      parameters.values[`${ARTIFACTS}/${name}`] = `${artifact.taskId}.${artifact.name}`;
    } else {
      addParameter(parameters, `${VALUES}/${name}`, value);
    }
  }
  for (const [name, value] of Object.entries(extra)) {
    addParameter(parameters, `${CACHE_KEY}/${name}`, value);
  }
  return parameters;
}

function referenceText(ref: OutputRef<unknown>): string {
  const { target } = sourceOf(ref);
  const id = `\${${ownerOf(ref).name}.id}`;
  switch (target.kind) {
    case "id":
      return id;
    case "output":
      return `${id}.${target.name}`;
    case "outputs":
      return `${id}.*`;
  }
}
