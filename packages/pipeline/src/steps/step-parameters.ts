import type { Task } from "@clearml-ts/tasks";
import { addParameter, type TaskParameters } from "../values/parameter-form.ts";
import type { StoredValue } from "../values/stored-value.ts";
import type { StepInput } from "./step-input.ts";

/** Section of inputs that are values, as in function steps of the Python SDK. */
export const VALUES = "kwargs";
/** Section of inputs that are outputs of other steps, written `{task id}.{output}`. */
export const ARTIFACTS = "kwargs_artifacts";
/** Section of the further parts of the cache's key. */
const CACHE_KEY = "cache_key";
/** Name of the component that the program runs for the task; a copy of the task keeps it. */
export const COMPONENT = "pipeline/component";
/** Section of outputs that are scalars. */
export const RETURNS = "return";

/** The inputs as parameters of the step's task. */
export function taskParameters({ stored, artifacts }: StepInput, extra: StoredValue): TaskParameters {
  const parameters: TaskParameters = { values: {}, types: {} };
  for (const [name, part] of partsOf(stored)) {
    const artifact = artifacts.get(name);
    if (artifact) {
      parameters.values[`${ARTIFACTS}/${name}`] = `${artifact.taskId}.${artifact.name}`;
    } else {
      addParameter(parameters, `${VALUES}/${name}`, part);
    }
  }
  for (const [name, part] of partsOf(extra)) {
    addParameter(parameters, `${CACHE_KEY}/${name}`, part);
  }
  return parameters;
}

/** The named values of an object, each in its stored form. */
export function partsOf(stored: StoredValue): [name: string, part: StoredValue][] {
  return stored.names.flatMap((name) => {
    const part = stored.part(name);
    return part ? [[name, part] as [string, StoredValue]] : [];
  });
}

/** The name of the component that the program runs for a task; undefined when it is not the task of a step. */
export function componentOf({ record }: Task): string | undefined {
  const [section = "", name = ""] = COMPONENT.split("/");
  return record.hyperparams?.[section]?.[name]?.value || undefined;
}
