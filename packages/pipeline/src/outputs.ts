import type { Task } from "@clearml-ts/tasks";
import { PipelineValueError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { StoredOutputs } from "./step-outcome.ts";
import { RETURNS } from "./step-parameters.ts";

/** Runtime property with the names of the outputs, as JSON: a task may have other artifacts and parameters. */
const NAMES = "pipeline_outputs";

/** A longer text is stored as a file: the task's record is not the place for it. */
const LONGEST_PARAMETER = 65_536;

/**
 * Stores what a component returned on its task: scalars as parameters `return/{name}`, all else as JSON artifacts.
 *
 * @throws {PipelineValueError} when an artifact of the same name is there already.
 */
export async function storeOutputs(task: Task, values: JsonObject): Promise<StoredOutputs> {
  const scalars: Record<string, string | number | boolean> = {};
  const artifactHashes = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    if (isParameter(value)) {
      scalars[`${RETURNS}/${name}`] = value;
      continue;
    }
    if (task.artifacts.has(name)) {
      throw new PipelineValueError(
        `Output "${name}" of task ${task.id}`,
        "has the name of an artifact that the component uploaded; rename one of them",
      );
    }
    const { hash = "" } = await task.uploadArtifact(name, { json: value });
    artifactHashes.set(name, hash);
  }
  if (Object.keys(scalars).length > 0) {
    await task.setParameters(scalars);
  }
  // Storing is the last of the work: saying so here spares the completion a request of its own.
  await task.setRuntimeProperties({ [NAMES]: JSON.stringify(Object.keys(values)), progress: "100" });
  return { values, artifactHashes };
}

/**
 * Reads what {@link storeOutputs} stored, value for value.
 *
 * @throws {PipelineValueError} when not all of it is there.
 */
export async function loadOutputs(task: Task): Promise<StoredOutputs> {
  const parameters = task.getParameters();
  const values: Record<string, JsonValue> = {};
  const artifactHashes = new Map<string, string>();
  for (const name of outputNames(task)) {
    const artifact = task.artifacts.get(name);
    const value = artifact ? await artifact.get() : parameters[`${RETURNS}/${name}`];
    if (value === undefined) {
      throw new PipelineValueError(`Output "${name}" of task ${task.id}`, "is no longer there");
    }
    values[name] = value as JsonValue;
    if (artifact) {
      artifactHashes.set(name, artifact.hash ?? "");
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

function isParameter(value: JsonValue): value is string | number | boolean {
  return typeof value === "string"
    ? value.length <= LONGEST_PARAMETER
    : typeof value === "number" || typeof value === "boolean";
}
