import type { Task } from "@clearml-ts/tasks";
import { PipelineValueError } from "../errors.ts";
import type { JsonValue } from "../values/json.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { addParameter, readParameter, type TaskParameters } from "../values/parameter-form.ts";
import { fromStored, holdsObjects, toStored } from "../values/stored-value.ts";
import type { Value, ValueObject } from "../values/value.ts";
import type { StoredOutputs } from "./step-outcome.ts";
import { RETURNS } from "./step-parameters.ts";

/** Runtime property with the names of the outputs, as JSON: a task may have other artifacts and parameters. */
const NAMES = "pipeline_outputs";

/** A longer text is stored as a file: the task's record is not the place for it. */
const LONGEST_PARAMETER = 65_536;

/**
 * Stores what a component returned on its task: scalars as parameters `return/{name}`, all else as JSON artifacts.
 * Datasets and models are parameters too, alone or in lists and objects, so that their ids can be seen.
 *
 * @throws {PipelineValueError} when an artifact of the same name is there already.
 */
export async function storeOutputs(task: Task, values: ValueObject): Promise<StoredOutputs> {
  const parameters: TaskParameters = { values: {}, types: {} };
  const artifactHashes = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    if (isParameter(value)) {
      addParameter(parameters, `${RETURNS}/${name}`, value);
      continue;
    }
    if (task.artifacts.has(name)) {
      throw new PipelineValueError(
        `Output "${name}" of task ${task.id}`,
        "has the name of an artifact that the component uploaded; rename one of them",
      );
    }
    const { hash = "" } = await task.uploadArtifact(name, { json: toStored(value) });
    artifactHashes.set(name, hash);
  }
  if (Object.keys(parameters.values).length > 0) {
    await task.setParameters(parameters.values, { types: parameters.types });
  }
  // Storing is the last of the work: saying so here spares the completion a request of its own.
  await task.setRuntimeProperties({ [NAMES]: JSON.stringify(Object.keys(values)), progress: "100" });
  return { values, artifactHashes };
}

/**
 * Reads what {@link storeOutputs} stored, value for value, with datasets and models loaded.
 *
 * @throws {PipelineValueError} when not all of it is there.
 */
export async function loadOutputs(task: Task, objects: ObjectLoader): Promise<StoredOutputs> {
  const parameters = task.record.hyperparams?.[RETURNS] ?? {};
  const values: Record<string, Value> = {};
  const artifactHashes = new Map<string, string>();
  for (const name of outputNames(task)) {
    const artifact = task.artifacts.get(name);
    const parameter = parameters[name];
    if (artifact) {
      values[name] = await fromStored((await artifact.get()) as JsonValue, objects.load);
      artifactHashes.set(name, artifact.hash ?? "");
    } else if (parameter) {
      values[name] = await readParameter(parameter, objects);
    } else {
      throw new PipelineValueError(`Output "${name}" of task ${task.id}`, "is no longer there");
    }
  }
  return { values, artifactHashes };
}

function outputNames(task: Task): string[] {
  const text = task.record.runtime?.[NAMES];
  if (typeof text !== "string") {
    throw new PipelineValueError(`Task ${task.id}`, "does not say which outputs it has");
  }
  return JSON.parse(text) as string[];
}

function isParameter(value: Value): boolean {
  if (typeof value === "string") {
    return value.length <= LONGEST_PARAMETER;
  }
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (holdsObjects(value) && JSON.stringify(toStored(value)).length <= LONGEST_PARAMETER)
  );
}
