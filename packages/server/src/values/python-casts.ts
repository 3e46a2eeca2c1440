import { isObject } from "../values/is-object.ts";

/** Returns the integer that the official server's `int()` makes of a value; the value itself when it refuses it. */
export function asInteger(value: unknown): unknown {
  if (typeof value === "boolean") {
    return Number(value);
  }
  if (typeof value === "number") {
    return Math.trunc(value);
  }
  return typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
}

/** Returns whether a value counts as true in Python, which is how the official server reads booleans. */
export function asBoolean(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * Returns what Python finds when it goes through a value: the items of a list, the keys of an object, the characters of a
 * text; `undefined` for a value that it cannot go through.
 */
export function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) {
    return value;
  }
  if (isObject(value)) {
    return Object.keys(value);
  }
  return typeof value === "string" ? [...value] : undefined;
}
