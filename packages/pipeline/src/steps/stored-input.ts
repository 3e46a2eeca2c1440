import { Task } from "@clearml-ts/tasks";
import { PipelineValueError } from "../errors.ts";
import type { JsonValue } from "../values/json.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { loadReferencesIn } from "../values/object-reference.ts";
import { readParameter } from "../values/parameter-form.ts";
import { storeValues } from "../values/store-value.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { Value } from "../values/value.ts";
import { ARTIFACTS, RETURNS, VALUES } from "./step-parameters.ts";

/**
 * Reads the inputs of a step from its task, where `taskParameters` or a Python pipeline has put them, with datasets and models
 * loaded.
 *
 * @throws {@link PipelineValueError} when one of them refers to something that is not there.
 */
export async function loadInput(task: Task, objects: ObjectLoader): Promise<StoredValue> {
  const { [VALUES]: plain = {}, [ARTIFACTS]: references = {} } = task.record.hyperparams ?? {};
  const values: Record<string, Value> = {};
  for (const [name, item] of Object.entries(plain)) {
    values[name] = await readParameter(item, objects);
  }
  for (const [name, { value = "" }] of Object.entries(references)) {
    values[name] = await loadOutput(value, `Input "${name}" of task ${task.id}`, objects);
  }
  return storeValues(values, `The inputs of task ${task.id}`);
}

/** Reads an output of another task by its `{task id}.{name}`: an artifact or, where there is none, a parameter. */
async function loadOutput(reference: string, where: string, objects: ObjectLoader): Promise<Value> {
  const dot = reference.indexOf(".");
  const [id, name] = [reference.slice(0, dot), reference.slice(dot + 1)];
  if (dot < 1) {
    throw new PipelineValueError(
      where,
      `must be the id of a task, a dot and the name of an output, not "${reference}"`,
    );
  }
  const task = await Task.get({ id }, { connection: objects.connection });
  const artifact = task.artifacts.get(name);
  if (artifact) {
    return loadReferencesIn((await artifact.get()) as JsonValue, objects.load);
  }
  const parameter = task.record.hyperparams?.[RETURNS]?.[name];
  if (!parameter) {
    throw new PipelineValueError(where, `refers to the output "${name}" of task ${id}, which has none of that name`);
  }
  return readParameter(parameter, objects);
}
