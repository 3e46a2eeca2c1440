import { type Hyperparams, isPlainObject, type ParameterItem, pathStep } from "@clearml-ts/protocol";
import { InvalidValueError } from "../errors.ts";
import {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
  succeedingType,
} from "./parameter-text.ts";
import { checkText, plainTree } from "./plain-parameters.ts";

/** The section of parameters that are named without one. */
const DEFAULT_SECTION = "General";

/** The type of flat parameters of tasks from before sections existed. */
const LEGACY = "legacy";

/** Types and help texts that are stored beside the values of parameters. */
export interface ParameterNotes {
  /** Python type names to store instead of the ones derived from the values, by full parameter name. */
  types?: Record<string, string>;
  /** Help texts shown beside the parameters, by full parameter name. */
  descriptions?: Record<string, string>;
}

/**
 * Turns an object of named values into flat names joined by `/`; lists and empty objects stay one value.
 *
 * @throws {@link InvalidValueError} when a part of it has no stored form, or two values would have one name.
 */
export function flattenParameters(tree: unknown, prefix = ""): Map<string, ParameterValue> {
  const flat = new Map<string, ParameterValue>();
  addFlat(flat, plainTree(tree, "Parameters"), { prefix, path: "$" });
  return flat;
}

function addFlat(
  flat: Map<string, ParameterValue>,
  tree: ParameterTree,
  { prefix, path }: { prefix: string; path: string },
): void {
  for (const [key, value = null] of Object.entries(tree)) {
    const name = prefix + key;
    const place = path + pathStep(key);
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      addFlat(flat, value as ParameterTree, { prefix: `${name}/`, path: place });
      continue;
    }
    if (flat.has(name)) {
      throw new InvalidValueError(`Two parameters would be named "${name}". Rename one of them.`, { path: place });
    }
    checkText(typeof value === "string" ? name + value : name, place);
    flat.set(name, value);
  }
}

/**
 * Computes the items to store for `values`, whose names may carry a section.
 *
 * A description that is stored already outlives a new value, as in Python; {@link succeedingType} decides about types.
 */
export function parameterItems(
  stored: Hyperparams,
  values: ReadonlyMap<string, ParameterValue>,
  { types = {}, descriptions = {} }: ParameterNotes = {},
): ParameterItem[] {
  return [...values].map(([fullName, value]) => {
    const { section, name } = locate(stored, fullName);
    const before = own(own(stored, section), name);
    const type = own(types, fullName) ?? (before?.type ? typeAfter(before.type, value) : parameterType(value));
    const description = before?.description || (own(descriptions, fullName) ?? "");
    return { section, name, value: parameterText(value, type), ...(type && { type }), description };
  });
}

/** Puts items in their sections, in place of those of the same names in `stored`. */
export function withItems(stored: Hyperparams, items: readonly ParameterItem[]): Hyperparams {
  const merged = new Map(Object.entries(stored));
  for (const item of items) {
    const section = new Map(Object.entries(merged.get(item.section) ?? {})).set(item.name, item);
    merged.set(item.section, Object.fromEntries(section));
  }
  return Object.fromEntries(merged);
}

/** Reads every stored parameter as a value, under its full name `section/name`. */
export function readHyperparams(stored: Hyperparams): Record<string, ParameterValue> {
  const values: [string, ParameterValue][] = [];
  for (const [section, items] of Object.entries(stored)) {
    for (const [name, { value, type }] of Object.entries(items)) {
      const fullName = section === "Args" && type === LEGACY ? name : `${section}/${name}`;
      values.push([fullName, castParameter(value, type)]);
    }
  }
  return Object.fromEntries(values);
}

/** The stored item of a parameter, by its full name. */
export function storedItem(stored: Hyperparams, fullName: string): ParameterItem | undefined {
  const { section, name } = locate(stored, fullName);
  return own(own(stored, section), name);
}

/** The type of parameters from before sections existed says where they are, and stays. */
function typeAfter(stored: string, value: ParameterValue): string | undefined {
  return stored === LEGACY ? stored : succeedingType(stored, value);
}

/** A property that is not one that every object has, such as `constructor`. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Finds the item of a parameter by its full name; undefined when there is none. */
export function findItem(stored: Hyperparams, fullName: string): { section: string; name: string } | undefined {
  const place = locate(stored, fullName);
  return own(own(stored, place.section), place.name) ? place : undefined;
}

/** Splits a full name at its first `/`; flat names of tasks from before sections existed live on in `Args`. */
function locate(stored: Hyperparams, fullName: string): { section: string; name: string } {
  if (own(own(stored, "Args"), fullName)?.type === LEGACY) {
    return { section: "Args", name: fullName };
  }
  const slash = fullName.indexOf("/");
  return slash === -1
    ? { section: DEFAULT_SECTION, name: fullName }
    : { section: fullName.slice(0, slash), name: fullName.slice(slash + 1) };
}
