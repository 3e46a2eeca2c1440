import { pythonJson } from "@clearml-ts/protocol";
import { sourceOf } from "../define/output-ref.ts";
import { asRef } from "../define/step.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { toStored } from "../values/stored-value.ts";
import type { Value, ValueObject } from "../values/value.ts";
import { ownerOf, resolveReferences } from "./references.ts";
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
  values: ValueObject;
  /** Which of them are artifacts of earlier steps, by the name of the input. */
  artifacts: ReadonlyMap<string, ArtifactInput>;
}

/**
 * Puts the inputs of a step together once its parents have ended, and checks them.
 *
 * @throws {StepError} when a step that it takes something from has no outputs.
 * @throws {PipelineValueError} when an input has no stored form, or does not fit the schema.
 */
export async function prepareInput({ name, definition, input }: StepState, objects: ObjectLoader): Promise<StepInput> {
  const given = await resolveReferences(input);
  const values = await objects.adopt(await definition.checkInput(given, `Input of step "${name}"`));
  const artifacts = new Map<string, ArtifactInput>();
  for (const [key, value] of Object.entries(values)) {
    const artifact = await artifactOf(input, key);
    // A schema may have made something else of it, which is then a value of its own.
    if (artifact && isSame(value, (given as ValueObject)[key])) {
      artifacts.set(key, artifact);
    }
  }
  return { values, artifacts };
}

async function artifactOf(input: unknown, key: string): Promise<ArtifactInput | undefined> {
  const whole = asRef(input);
  const ref = whole ?? asRef((input as Record<string, unknown>)[key]);
  if (!ref) {
    return undefined;
  }
  const { target } = sourceOf(ref);
  const name = whole ? key : target.kind === "output" ? target.name : undefined;
  const outcome = await ownerOf(ref).outcome;
  if (name === undefined || !succeeded(outcome)) {
    return undefined;
  }
  const hash = outcome.outputs.artifactHashes.get(name);
  return hash === undefined ? undefined : { taskId: outcome.taskId, name, hash };
}

function isSame(left: Value, right: Value | undefined): boolean {
  return pythonJson(toStored(left), { sortKeys: true }) === pythonJson(toStored(right), { sortKeys: true });
}
