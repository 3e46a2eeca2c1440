import type { ParameterItem } from "@clearml-ts/protocol";
import { isPlainObject } from "@clearml-ts/protocol";
import { castParameter, type ParameterValue } from "@clearml-ts/tasks";
import { PipelineValueError } from "../errors.ts";
import type { JsonValue } from "./json.ts";
import { isKindName } from "./object-kinds.ts";
import type { ObjectLoader } from "./object-loader.ts";
import { loadReferencesIn, objectReference } from "./object-reference.ts";
import type { StoredValue } from "./stored-value.ts";
import type { Value } from "./value.ts";

/** Parameters of a task, with the types to store that cannot be seen from the values. */
export interface TaskParameters {
  values: Record<string, ParameterValue>;
  types: Record<string, string>;
}

/**
 * Adds a value as one parameter. A dataset or a model is its id, of the type `dataset` or `model`; objects are JSON
 * text, because several parameters with nested names would not come back as the same object.
 */
export function addParameter({ values, types }: TaskParameters, name: string, stored: StoredValue): void {
  const reference = objectReference(stored.value);
  if (reference) {
    values[name] = reference.id;
    types[name] = reference.kind;
  } else if (isPlainObject(stored.value)) {
    values[name] = stored.text;
    types[name] = "dict";
  } else {
    values[name] = stored.json;
  }
}

/**
 * Reads what {@link addParameter} added, with datasets and models loaded.
 *
 * @throws {@link PipelineValueError} when a text was put there since that does not fit the type of the parameter.
 */
export async function readParameter(
  { section, name, value, type }: ParameterItem,
  objects: ObjectLoader,
): Promise<Value> {
  if (isKindName(type)) {
    return objects.load({ kind: type, id: value ?? "" });
  }
  const read = castParameter(value, type) as JsonValue;
  if (typeof read === "string" && type !== undefined && NOT_TEXTS.has(type)) {
    throw new PipelineValueError(
      `Parameter "${section}/${name}"`,
      `is "${read}", which is not a value of type ${type}`,
    );
  }
  return loadReferencesIn(read, objects.load);
}

/** Types of which a text is never a value. */
const NOT_TEXTS: ReadonlySet<string> = new Set(["int", "float", "bool"]);

/** The parameters of a pipeline, nested ones under nested names, where the page and the Python SDK look for them. */
export function argumentParameters(params: StoredValue, prefix = "Args"): TaskParameters {
  const parameters: TaskParameters = { values: {}, types: {} };
  for (const name of params.names) {
    const fullName = `${prefix}/${name}`;
    const part = params.part(name);
    if (part && isPlainObject(part.value) && part.names.length > 0) {
      const nested = argumentParameters(part, fullName);
      Object.assign(parameters.values, nested.values);
      Object.assign(parameters.types, nested.types);
    } else if (part) {
      addParameter(parameters, fullName, part);
    }
  }
  return parameters;
}

/** Reads what {@link argumentParameters} stored, and what was changed since on the page or by Python. */
export async function readArguments(
  stored: Readonly<Record<string, ParameterItem>>,
  objects: ObjectLoader,
): Promise<Record<string, unknown>> {
  const params = emptyRecord();
  for (const [fullName, item] of Object.entries(stored)) {
    const path = fullName.split("/");
    const last = path.pop() ?? fullName;
    const place = path.reduce(placeInside, params);
    place[last] = await readParameter(item, objects);
  }
  return params;
}

function placeInside(outer: Record<string, unknown>, name: string): Record<string, unknown> {
  const found = outer[name];
  const inner = isPlainObject(found) ? found : emptyRecord();
  outer[name] = inner;
  return inner;
}

/** Without a prototype, so that a parameter cannot be named after a part of it. */
function emptyRecord(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
