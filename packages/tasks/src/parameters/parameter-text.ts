import { isStoredAsInt, PythonFloat, pythonJson, pythonRepr, readPythonJson } from "@clearml-ts/protocol";
import { readFlowList } from "./flow-list.ts";

/** A value of a hyper-parameter: JSON, and bigints. */
export type ParameterValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [key: string]: ParameterValue };

/** Parameters by name, possibly nested; nesting becomes `/` in the stored name. */
export type ParameterTree = { readonly [name: string]: ParameterValue | undefined };

/** Python's names for types of values without parts. */
const SCALAR_TYPES: ReadonlySet<string> = new Set(["bool", "int", "float", "str"]);

/** The Python type name under which a value is stored; `undefined` for null, which has none. */
export function parameterType(value: ParameterValue): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (!hasParts(value)) {
    return scalarType(value);
  }
  const outer = Array.isArray(value) ? "list" : "dict";
  const inner = new Set(Object.values(value).map(elementType));
  return inner.size === 1 ? `${outer}/${[...inner].join()}` : outer;
}

/**
 * The type to store for a new value of a parameter that has a type. The stored one outlives the old value only where
 * the new one reads back equal under it: whole numbers of a float, lists of a tuple, texts of a type that is not one of
 * Python's own. Otherwise 0.5 would be the text "0.5" of an int, and "none" a list.
 */
export function succeedingType(stored: string, value: ParameterValue): string | undefined {
  const own = parameterType(value);
  const [outer = ""] = stored.trim().toLowerCase().split("/");
  if (typeof value === "number" && outer === "float") {
    return stored;
  }
  if (Array.isArray(value) && outer === "tuple") {
    return own?.replace("list", "tuple");
  }
  const isOther = !SCALAR_TYPES.has(outer) && !["list", "tuple", "dict"].includes(outer);
  return typeof value === "string" && isOther ? stored : own;
}

/** The text that Python's SDK stores for a value of the given type, so that both languages see no difference. */
export function parameterText(value: ParameterValue, type = parameterType(value)): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return type === "float" ? pythonRepr(new PythonFloat(value)) : pythonJson(value);
    default:
      return value === null ? "" : pythonJson(value);
  }
}

/** Reads a stored text by its stored type; a text that does not fit its type stays a text, as in Python. */
export function castParameter(text: string | null | undefined, type: string | null | undefined): ParameterValue {
  if (text === null || text === undefined || (text === "" && !type)) {
    return null;
  }
  const [outer = ""] = (type ?? "").split("/");
  switch (outer.trim().toLowerCase()) {
    case "bool":
      return castBool(text);
    case "int":
      return castInt(text);
    case "float":
      return castFloat(text);
    case "list":
    case "tuple":
      return castJson(text, Array.isArray) ?? castBracketed(text);
    case "dict":
      return castJson(text, (value) => hasParts(value) && !Array.isArray(value)) ?? text;
    default:
      return text;
  }
}

function hasParts(value: ParameterValue): value is readonly ParameterValue[] | { [name: string]: ParameterValue } {
  return value !== null && typeof value === "object" && !((value as object) instanceof PythonFloat);
}

function scalarType(value: ParameterValue): string {
  switch (typeof value) {
    case "number":
      return isStoredAsInt(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
    case "string":
      return "str";
    default:
      // A PythonFloat, which plain values may hold.
      return "float";
  }
}

function elementType(value: ParameterValue): string {
  if (value === null) {
    return "NoneType";
  }
  if (hasParts(value)) {
    return Array.isArray(value) ? "list" : "dict";
  }
  return scalarType(value);
}

function castBool(text: string): boolean | string {
  const word = text.trim().toLowerCase();
  return word === "true" || (word !== "false" && word !== "" ? text : false);
}

/** Ints beyond 2^53 are bigints, so that no digit is lost. */
function castInt(text: string): number | bigint | string {
  const digits = text.trim();
  if (!/^[+-]?\d+(_\d+)*$/.test(digits)) {
    return text;
  }
  const value = BigInt(digits.replaceAll("_", "").replace(/^\+/, ""));
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function castFloat(text: string): number | string {
  const word = text.trim().toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(word);
  if (special) {
    return special[2] === "nan" ? Number.NaN : Number(`${special[1]}Infinity`);
  }
  return /^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/.test(word) ? Number(word.replaceAll("_", "")) : text;
}

function castJson(text: string, fits: (value: ParameterValue) => boolean): ParameterValue | undefined {
  try {
    const value = readPythonJson(text);
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Old tasks hold lists as `(1, 2)` or `[a, b]`: the inside is read as a YAML flow sequence. */
function castBracketed(text: string): ParameterValue {
  const inside = text.replace(/^[[(]+/, "").replace(/[\])]+$/, "");
  try {
    return readFlowList(inside);
  } catch {
    return text;
  }
}
