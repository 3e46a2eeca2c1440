import { UnwritableValueError } from "../errors.ts";
import { numberRepr, PythonFloat, pythonRepr } from "./python-scalar.ts";

/** How {@link pythonJson} lays its text out. */
export interface PythonJsonOptions {
  /** Sort the keys of objects by code point, as `sort_keys` does. @default false */
  sortKeys?: boolean;
  /** Spaces for each level, on lines of their own. @default everything on one line */
  indent?: number;
}

/**
 * Writes a value as Python's `json.dumps` does, character by character, so that texts and their hashes agree with Python's.
 *
 * Differences from `JSON.stringify`: a blank follows each comma and colon, everything outside ASCII is escaped, floats
 * look as in Python, and what is not a number is `NaN` or `Infinity`. Whole numbers are ints; ask for `1.0` with
 * {@link PythonFloat}. As in `JSON.stringify`, `toJSON` is heeded and what is undefined is left out of objects.
 *
 * @throws {UnwritableValueError} on functions, symbols and values that contain themselves.
 */
export function pythonJson(value: unknown, options: PythonJsonOptions = {}): string {
  return write(value, { ...options, path: "$", ancestors: [] });
}

interface Place extends PythonJsonOptions {
  /** Where the value is, for messages. */
  path: string;
  /** The objects around it, outermost first. */
  ancestors: readonly object[];
}

function write(value: unknown, place: Place): string {
  if (value === undefined || value === null) {
    return "null";
  }
  if (typeof value === "boolean") {
    return String(value);
  }
  if (typeof value === "string") {
    return quote(value);
  }
  if (typeof value === "number" || typeof value === "bigint") {
    return jsonNumber(numberRepr(value));
  }
  if (value instanceof PythonFloat) {
    return jsonNumber(pythonRepr(value));
  }
  if (typeof value !== "object") {
    throw new UnwritableValueError(place.path, `a ${typeof value}`);
  }
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return write(value.toJSON(), place);
  }
  if (place.ancestors.includes(value)) {
    throw new UnwritableValueError(place.path, "an object that contains itself");
  }

  const ancestors = [...place.ancestors, value];
  if (Array.isArray(value)) {
    const items = value.map((item, index) => write(item, { ...place, ancestors, path: `${place.path}[${index}]` }));
    return enclose("[", items, "]", place);
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (place.sortKeys) {
    entries.sort(([a], [b]) => compareCodePoints(a, b));
  }
  const members = entries.map(([key, item]) => {
    return `${quote(key)}: ${write(item, { ...place, ancestors, path: `${place.path}.${key}` })}`;
  });
  return enclose("{", members, "}", place);
}

function enclose(open: string, parts: string[], close: string, { indent, ancestors }: Place): string {
  if (parts.length === 0) {
    return open + close;
  }
  if (indent === undefined) {
    return open + parts.join(", ") + close;
  }
  const outer = `\n${" ".repeat(indent * ancestors.length)}`;
  const inner = outer + " ".repeat(indent);
  return open + inner + parts.join(`,${inner}`) + outer + close;
}

/** What Python's `json` calls the values that its `repr` calls otherwise. */
const namesInJson: Readonly<Record<string, string>> = { nan: "NaN", inf: "Infinity", "-inf": "-Infinity" };

function jsonNumber(repr: string): string {
  return namesInJson[repr] ?? repr;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Without the flag `u` the expression sees surrogates one by one, which is how Python escapes them. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]|[^ -~]/g, (unit) => {
    return shortEscapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

/** JavaScript compares UTF-16 units, which puts U+10000 and above before U+E000; Python compares code points. */
function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}
