/** Lays `overrides` over an object, object by object within it; anything else is replaced. */
export function mergeDeep(base: Record<string, unknown>, overrides: object | undefined): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overrides ?? {})) {
    const before = merged[key];
    merged[key] = isPlainObject(before) && isPlainObject(value) ? mergeDeep(before, value) : value;
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}
