import { isPlainObject } from "@clearml-ts/protocol";

/** Lays `overrides` over an object, object by object within it; anything else is replaced. */
export function mergeDeep(base: Record<string, unknown>, overrides: object | undefined): Record<string, unknown> {
  // Not by assignment: a key named `__proto__` is a key like any other.
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(overrides ?? {})) {
    const before = merged.get(key);
    merged.set(key, isPlainObject(before) && isPlainObject(value) ? mergeDeep(before, value) : value);
  }
  return Object.fromEntries(merged);
}
