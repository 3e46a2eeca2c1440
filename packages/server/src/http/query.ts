type Data = Record<string, unknown>;

/**
 * Merges a query string into a body: numbers and booleans are read as such, a repeated key or one that ends in `[]`
 * is a list, a dotted key is a path into nested objects.
 */
export function mergeQuery(query: URLSearchParams, body: Data): Data {
  const merged: Data = { ...body };
  for (const key of new Set(query.keys())) {
    const values = query.getAll(key).map(readText);
    const isList = values.length > 1 || key.endsWith("[]");
    setPath(merged, (key.endsWith("[]") ? key.slice(0, -2) : key).split("."), isList ? values : values[0]);
  }
  return merged;
}

function readText(text: string): string | number | boolean {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}

function setPath(target: Data, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (name === "__proto__") return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const present = target[name];
  const nested = typeof present === "object" && present !== null ? { ...present } : {};
  target[name] = nested;
  setPath(nested, rest, value);
}
