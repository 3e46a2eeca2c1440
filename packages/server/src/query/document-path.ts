import { isObject } from "../values/is-object.ts";

/** A stored record: what `JSON.parse` makes of its text. */
export type Document = Record<string, unknown>;

/** The keys that lead to a value inside a document. */
export type Path = readonly string[];

const ESCAPES: readonly (readonly [escaped: string, raw: string])[] = [
  ["%2E", "."],
  ["%24", "$"],
  ["%_%_", "__"],
  ["%%", "%"],
];

/** Undoes the escaping under which clients address keys that hold `.`, `$`, `%` or `__`. */
export function unescapeKey(key: string): string {
  return key.replace(/%2E|%24|%_%_|%%/g, (found) => ESCAPES.find(([escaped]) => escaped === found)?.[1] ?? found);
}

/** Reads a dotted path; each part may be escaped. */
export function parsePath(text: string): Path {
  return text.split(".").map(unescapeKey);
}

/** Returns the value at a path, without looking into lists; `undefined` where there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of path) {
    if (!isDocument(value) || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = value[key];
  }
  return value;
}

/** Returns the values at a path, where a list on the way or at the end stands for each of its elements. */
export function valuesAt(document: unknown, path: Path): unknown[] {
  let values = flatten([document]);
  for (const key of path) {
    values = flatten(values.flatMap((value) => (isDocument(value) && Object.hasOwn(value, key) ? [value[key]] : [])));
  }
  return values;
}

/** Whether a value is a JSON object. */
export function isDocument(value: unknown): value is Document {
  return isObject(value);
}

function flatten(values: unknown[]): unknown[] {
  return values.some(Array.isArray) ? values.flat() : values;
}
