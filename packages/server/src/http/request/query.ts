import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

type Data = Record<string, unknown>;

/** As deep as a JSON body may be. */
const MAX_DEPTH = 200;

/**
 * Merges a query string into a body: numbers and booleans are read as such, a repeated key or one that ends in `[]`
 * is a list, a dotted key is a path into nested objects.
 *
 * @throws {@link ApiFailure} 400/0 for a path that is too deep.
 */
export function mergeQuery(query: URLSearchParams, body: Data): Data {
  const lists = new Map<string, unknown[]>();
  for (const [key, text] of query) {
    const list = lists.get(key);
    if (list) {
      list.push(readText(text));
    } else {
      lists.set(key, [readText(text)]);
    }
  }
  const merged: Data = { ...body };
  const copied = new Set<unknown>();
  for (const [key, values] of lists) {
    const isList = values.length > 1 || key.endsWith("[]");
    setPath(merged, readPath(key), isList ? values : values[0], copied);
  }
  return merged;
}

function readText(text: string): string | number | boolean {
  if (/^true$/i.test(text)) {
    return true;
  }
  if (/^false$/i.test(text)) {
    return false;
  }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}

function readPath(key: string): string[] {
  const path = (key.endsWith("[]") ? key.slice(0, -2) : key).split(".");
  if (path.length <= MAX_DEPTH) {
    return path;
  }
  throw new ApiFailure(results.badRequest, { detail: `a key is nested more than ${MAX_DEPTH} levels deep` });
}

/** Sets the value at a path. The objects on the way are copied once: they may be the caller's. */
function setPath(target: Data, path: readonly string[], value: unknown, copied: Set<unknown>): void {
  if (path.includes("__proto__")) {
    return;
  }
  let place = target;
  for (const name of path.slice(0, -1)) {
    const present = place[name];
    const isOwn = copied.has(present);
    const next = isOwn ? (present as Data) : typeof present === "object" && present !== null ? { ...present } : {};
    copied.add(next);
    place[name] = next;
    place = next;
  }
  place[path.at(-1) ?? ""] = value;
}
