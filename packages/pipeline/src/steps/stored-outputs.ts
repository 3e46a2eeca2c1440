import type { Task } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../define/definition/component-definition.ts";
import { PipelineValueError } from "../errors.ts";
import type { JsonValue } from "../values/json.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { loadReferencesIn } from "../values/object-reference.ts";
import { addParameter, readParameter, type TaskParameters } from "../values/parameter-form.ts";
import { storeValues } from "../values/store-value.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { Value, ValueObject } from "../values/value.ts";
import type { StoredOutputs } from "./step-outcome.ts";
import { partsOf, RETURNS } from "./step-parameters.ts";

/** Runtime property with the names of the outputs, as JSON: a task may have other artifacts and parameters. */
const NAMES = "pipeline_outputs";

/** A longer text is stored as a file: the task's record is not the place for it. */
const LONGEST_PARAMETER = 65_536;

/** How {@link storeOutputs} treats artifacts that are there. */
export interface StoreOutputsOptions {
  /** Names of artifacts that an earlier attempt has left, and that may be replaced. @default none */
  left?: ReadonlySet<string>;
  /** Runtime properties to set in the same call. @default none */
  runtime?: Readonly<Record<string, string>>;
}

/**
 * Stores the outputs of a component on its task: scalars as parameters `return/{name}`, all else as JSON artifacts.
 * Datasets and models are parameters too, alone or in lists and objects, so that their ids can be seen.
 *
 * @throws {@link PipelineValueError} when an artifact of the same name is there already.
 */
export async function storeOutputs(
  task: Task,
  stored: StoredValue,
  { left = new Set(), runtime: noted = {} }: StoreOutputsOptions = {},
): Promise<StoredOutputs> {
  const parameters: TaskParameters = { values: {}, types: {} };
  const artifactHashes = new Map<string, string>();
  for (const [name, part] of partsOf(stored)) {
    if (isParameter(part)) {
      addParameter(parameters, `${RETURNS}/${name}`, part);
      continue;
    }
    if (task.artifacts.has(name) && !left.has(name)) {
      throw new PipelineValueError(
        `Output "${name}" of task ${task.id}`,
        "has the name of an artifact that the component uploaded; rename one of them",
      );
    }
    const { hash = "" } = await task.uploadArtifact(name, { json: part.json }, { waitOnUpload: true });
    artifactHashes.set(name, hash);
  }
  // Storing is the last of the work: saying so here spares the completion a request of its own.
  const runtime = { ...noted, [NAMES]: JSON.stringify(stored.names), progress: "100" };
  await task.setParameters(parameters.values, { types: parameters.types, runtime });
  return { values: stored.value as ValueObject, artifactHashes };
}

/**
 * Reads the outputs that {@link storeOutputs} stored, value for value, with datasets and models loaded.
 *
 * @throws {@link PipelineValueError} when not all of it is there.
 */
export async function loadOutputs(task: Task, objects: ObjectLoader): Promise<StoredOutputs> {
  const parameters = task.record.hyperparams?.[RETURNS] ?? {};
  const values: Record<string, Value> = {};
  const artifactHashes = new Map<string, string>();
  for (const name of outputNames(task)) {
    const artifact = task.artifacts.get(name);
    const parameter = parameters[name];
    if (artifact) {
      values[name] = await loadReferencesIn((await artifact.get()) as JsonValue, objects.load);
      artifactHashes.set(name, artifact.hash ?? "");
    } else if (parameter) {
      values[name] = await readParameter(parameter, objects);
    } else {
      throw new PipelineValueError(`Output "${name}" of task ${task.id}`, "is no longer there");
    }
  }
  const stored = storeValues(values, `The outputs of task ${task.id}`);
  return { values: stored.value as ValueObject, artifactHashes };
}

/**
 * Reads the outputs of a task that has done the work of a step. A copy of a task of any program may have none that a step could be
 * handed; its readers refer to what it has.
 *
 * @throws {@link PipelineValueError} when not all of it is there.
 */
export async function outputsOf(
  { node }: Pick<ComponentDefinition, "node">,
  task: Task,
  objects: ObjectLoader,
): Promise<StoredOutputs> {
  const isAnyTask = node !== undefined && node.base_task_id !== null;
  return isAnyTask && !hasOutputs(task) ? { values: {}, artifactHashes: new Map() } : loadOutputs(task, objects);
}

/** The names of the artifacts that a task has made so far; its program is not one of them. */
export function ownArtifacts({ artifacts }: Task): string[] {
  return [...artifacts.values()].filter(({ mode }) => mode !== "input").map(({ name }) => name);
}

/** Tells whether outputs were stored on a task. */
export function hasOutputs({ record }: Task): boolean {
  return typeof record.runtime?.[NAMES] === "string";
}

function outputNames(task: Task): string[] {
  const text = task.record.runtime?.[NAMES];
  if (typeof text !== "string") {
    throw new PipelineValueError(`Task ${task.id}`, "does not say which outputs it has");
  }
  return JSON.parse(text) as string[];
}

function isParameter(stored: StoredValue): boolean {
  const { value, objects } = stored;
  if (typeof value === "string") {
    return value.length <= LONGEST_PARAMETER;
  }
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (objects.length > 0 && stored.text.length <= LONGEST_PARAMETER)
  );
}
