import type { Hyperparams, ParameterItem } from "@clearml-ts/protocol";
import { InvalidValueError } from "../errors.ts";
import {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
} from "./parameter-text.ts";

/** The section of parameters that are named without one. */
const DEFAULT_SECTION = "General";

/** What is stored beside the values of parameters. */
export interface ParameterNotes {
  /** Python type names to store instead of the ones derived from the values, by full parameter name. */
  types?: Record<string, string>;
  /** Help texts shown beside the parameters, by full parameter name. */
  descriptions?: Record<string, string>;
}

/** Turns nested objects into flat names joined by `/`; arrays and empty objects stay one value. */
export function flattenParameters(tree: ParameterTree, prefix = ""): Map<string, ParameterValue> {
  const flat = new Map<string, ParameterValue>();
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix + key;
    if (isTree(value) && Object.keys(value).length > 0) {
      for (const [inner, innerValue] of flattenParameters(value, `${name}/`)) {
        flat.set(inner, innerValue);
      }
    } else if (value !== undefined) {
      flat.set(name, storable(name, value));
    }
  }
  return flat;
}

/**
 * Computes the items to store for `values`, whose names may carry a section.
 *
 * As in Python, a type or description that is stored already outlives a new value.
 */
export function parameterItems(
  stored: Hyperparams,
  values: ReadonlyMap<string, ParameterValue>,
  { types = {}, descriptions = {} }: ParameterNotes = {},
): ParameterItem[] {
  return [...values].map(([fullName, value]) => {
    const { section, name } = locate(stored, fullName);
    const before = stored[section]?.[name];
    const type = types[fullName] ?? (before?.type || parameterType(value));
    const description = before?.description || (descriptions[fullName] ?? "");
    return { section, name, value: parameterText(value, type), ...(type && { type }), description };
  });
}

/** Puts items in their sections, in place of those of the same names in `stored`. */
export function withItems(stored: Hyperparams, items: readonly ParameterItem[]): Hyperparams {
  const merged: Record<string, Record<string, ParameterItem>> = { ...stored };
  for (const item of items) {
    merged[item.section] = { ...merged[item.section], [item.name]: item };
  }
  return merged;
}

/** Reads every stored parameter as a value, under its full name `section/name`. */
export function readHyperparams(stored: Hyperparams): Record<string, ParameterValue> {
  const values: Record<string, ParameterValue> = {};
  for (const [section, items] of Object.entries(stored)) {
    for (const [name, { value, type }] of Object.entries(items)) {
      const fullName = section === "Args" && type === "legacy" ? name : `${section}/${name}`;
      values[fullName] = castParameter(value, type);
    }
  }
  return values;
}

function isTree(value: ParameterValue | undefined): value is ParameterTree & ParameterValue {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

/** Callers without types pass anything: what has a JSON form is stored as that, the rest is refused. */
function storable(name: string, value: ParameterValue): ParameterValue {
  if (typeof value === "number") {
    return value;
  }
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) {
      return JSON.parse(text);
    }
  } catch (cause) {
    throw new InvalidValueError(`Parameter "${name}" cannot be stored: ${(cause as Error).message}`, { cause });
  }
  throw new InvalidValueError(`Parameter "${name}" cannot be stored: a ${typeof value} has no JSON form.`);
}

/** Splits a full name at its first `/`; flat names of tasks from before sections existed live on in `Args`. */
function locate(stored: Hyperparams, fullName: string): { section: string; name: string } {
  if (stored.Args?.[fullName]?.type === "legacy") {
    return { section: "Args", name: fullName };
  }
  const slash = fullName.indexOf("/");
  return slash === -1
    ? { section: DEFAULT_SECTION, name: fullName }
    : { section: fullName.slice(0, slash), name: fullName.slice(slash + 1) };
}
