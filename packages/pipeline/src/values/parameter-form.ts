import { type ParameterItem, pythonJson } from "@clearml-ts/protocol";
import { castParameter, type ParameterValue } from "@clearml-ts/tasks";
import type { JsonValue } from "./json.ts";
import { isKindName } from "./object-kinds.ts";
import type { ObjectLoader } from "./object-loader.ts";
import { isPlainObject } from "./plain-object.ts";
import { fromStored, objectReference, toStored } from "./stored-value.ts";
import type { Value, ValueObject } from "./value.ts";

/** Parameters of a task, with the types to store that cannot be seen from the values. */
export interface TaskParameters {
  values: Record<string, ParameterValue>;
  types: Record<string, string>;
}

/**
 * Adds a value as one parameter. A dataset or a model is its id, of the type `dataset` or `model`; objects are JSON
 * text, for as several parameters with nested names they would not come back as what they were.
 */
export function addParameter({ values, types }: TaskParameters, name: string, value: Value): void {
  const reference = objectReference(value);
  if (reference) {
    values[name] = reference.id;
    types[name] = reference.kind;
  } else if (isPlainObject(value)) {
    values[name] = pythonJson(toStored(value));
    types[name] = "dict";
  } else {
    values[name] = toStored(value);
  }
}

/** Reads what {@link addParameter} added, with datasets and models loaded. */
export function readParameter({ value, type }: ParameterItem, objects: ObjectLoader): Promise<Value> {
  return isKindName(type)
    ? objects.load({ kind: type, id: value ?? "" })
    : fromStored(castParameter(value, type) as JsonValue, objects.load);
}

/** The parameters of a pipeline, nested ones under nested names, where the page and the Python SDK look for them. */
export function argumentParameters(params: ValueObject, prefix = "Args"): TaskParameters {
  const parameters: TaskParameters = { values: {}, types: {} };
  for (const [name, value] of Object.entries(params)) {
    const fullName = `${prefix}/${name}`;
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      const nested = argumentParameters(value as ValueObject, fullName);
      Object.assign(parameters.values, nested.values);
      Object.assign(parameters.types, nested.types);
    } else {
      addParameter(parameters, fullName, value);
    }
  }
  return parameters;
}
