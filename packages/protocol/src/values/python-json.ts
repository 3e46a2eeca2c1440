import { numberRepr, PythonFloat, pythonRepr } from "./python-scalar.ts";
import { type StoredScalar, storedNode } from "./stored-node.ts";
import { ValueTrail } from "./value-trail.ts";

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
 * look as in Python, and NaN and infinities are `NaN` and `Infinity`, which {@link readPythonJson} reads. Whole numbers
 * are ints; ask for `1.0` with {@link PythonFloat}. {@link storedNode} says what other values are written as.
 *
 * @throws {@link UnwritableValueError} when a part of the value would come back as something else.
 */
export function pythonJson(value: unknown, options: PythonJsonOptions = {}): string {
  return write(value, new ValueTrail(), options);
}

function write(value: unknown, trail: ValueTrail, options: PythonJsonOptions): string {
  const node = storedNode(value);
  switch (node.kind) {
    case "scalar":
      return scalarJson(node.value);
    case "refused":
      throw trail.refusal(node.what, node.advice);
    case "list": {
      const items = trail.inside(value as object, () => {
        return node.items.map((item, index) => trail.at(index, () => write(item, trail, options)));
      });
      return enclose("[", items, "]", { ...options, depth: trail.depth });
    }
    case "object": {
      const entries = options.sortKeys ? [...node.entries].sort(([a], [b]) => compareCodePoints(a, b)) : node.entries;
      const members = trail.inside(value as object, () => {
        return entries.map(([key, item]) => `${quote(key)}: ${trail.at(key, () => write(item, trail, options))}`);
      });
      return enclose("{", members, "}", { ...options, depth: trail.depth });
    }
  }
}

function scalarJson(value: StoredScalar): string {
  if (typeof value === "string") {
    return quote(value);
  }
  if (typeof value === "number" || typeof value === "bigint") {
    return jsonNumber(numberRepr(value));
  }
  return value instanceof PythonFloat ? jsonNumber(pythonRepr(value)) : String(value);
}

/** How a list or an object is laid out: `depth` is the number of those around it. */
interface Layout extends PythonJsonOptions {
  depth: number;
}

function enclose(open: string, parts: string[], close: string, { indent, depth }: Layout): string {
  if (parts.length === 0) {
    return open + close;
  }
  if (indent === undefined) {
    return open + parts.join(", ") + close;
  }
  const outer = `\n${" ".repeat(indent * depth)}`;
  const inner = outer + " ".repeat(indent);
  return open + inner + parts.join(`,${inner}`) + outer + close;
}

/** Names that Python's `json` has for values that its `repr` calls otherwise. */
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
