import { pythonJson } from "@clearml-ts/protocol";
import { parse as parseYaml } from "yaml";

/** What a hyper-parameter can hold: anything JSON can. */
export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [key: string]: ParameterValue };

/** Parameters by name, possibly nested; nesting becomes `/` in the stored name. */
export type ParameterTree = { readonly [name: string]: ParameterValue | undefined };

/** The Python type name under which a value is stored; `undefined` for null, which has none. */
export function parameterType(value: ParameterValue): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (typeof value !== "object") {
    return scalarType(value);
  }
  const outer = Array.isArray(value) ? "list" : "dict";
  const inner = new Set(Object.values(value).map(elementType));
  return inner.size === 1 ? `${outer}/${[...inner].join()}` : outer;
}

/** The text that Python's SDK stores for a value of the given type, so that both languages see no difference. */
export function parameterText(value: ParameterValue, type = parameterType(value)): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return type === "float" ? floatText(value) : pythonJson(value);
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
      return castJson(text, (value) => value !== null && typeof value === "object" && !Array.isArray(value)) ?? text;
    default:
      return text;
  }
}

function scalarType(value: string | number | boolean): string {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? "int" : "float";
  }
  return typeof value === "boolean" ? "bool" : "str";
}

function elementType(value: ParameterValue): string {
  if (value === null) {
    return "NoneType";
  }
  if (typeof value === "object") {
    return Array.isArray(value) ? "list" : "dict";
  }
  return scalarType(value);
}

/** Python's `repr` of a float: `1.0`, `1e-05`, `inf`. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }
  const text = pythonJson(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function castBool(text: string): boolean | string {
  const word = text.trim().toLowerCase();
  return word === "true" || (word !== "false" && word !== "" ? text : false);
}

function castInt(text: string): number | string {
  const digits = text.trim();
  const value = /^[+-]?\d+(_\d+)*$/.test(digits) ? Number(digits.replaceAll("_", "")) : Number.NaN;
  return Number.isSafeInteger(value) ? value : text;
}

function castFloat(text: string): number | string {
  const word = text.trim().toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(word);
  if (special) {
    return special[2] === "nan" ? Number.NaN : Number(`${special[1]}Infinity`);
  }
  return /^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/.test(word) ? Number(word.replaceAll("_", "")) : text;
}

function castJson(text: string, fits: (value: unknown) => boolean): ParameterValue | undefined {
  try {
    const value = JSON.parse(text);
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Old tasks hold lists as `(1, 2)` or `[a, b]`: the inside is read as a YAML flow sequence. */
function castBracketed(text: string): ParameterValue {
  const inside = text.replace(/^[[(]+/, "").replace(/[\])]+$/, "");
  try {
    return parseYaml(`[${inside}]`, { version: "1.1" }) as ParameterValue;
  } catch {
    return text;
  }
}
