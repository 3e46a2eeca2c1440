import type { RecordedRequest } from "./read-requests.ts";

/** A request that differs from one that passes in one place. */
export interface Mutation {
  readonly request: RecordedRequest;
  /** The place, with dots. */
  readonly path: string;
  /** The value that stands there now, as JSON; `missing` when nothing does. */
  readonly change: string;
}

/** Values of every kind, that a field may not expect; `undefined` stands for none. */
export const oddValues: readonly unknown[] = [
  undefined,
  null,
  "",
  "x",
  "no such choice",
  "7",
  7,
  -1,
  0.5,
  true,
  [],
  ["x"],
  [7],
  {},
  { x: "x" },
];

/** Fields whose own fields have free names: what holds for one of those holds for all. */
const maps: readonly string[] = [
  "configuration",
  "design",
  "hyperparams",
  "labels",
  "metadata",
  "requirements",
  "runtime",
];

/** More fields in one request are more of the same. */
const MAX_FIELDS = 60;

/** Changes each field of each endpoint's requests, those inside other fields included, to values of every kind. */
export function* mutationsOf(requests: readonly RecordedRequest[]): Generator<Mutation> {
  const seen = new Set<string>();
  for (const request of requests) {
    for (const path of pathsOf(request.data).slice(0, MAX_FIELDS)) {
      const shown = shownPath(path);
      const place = `${request.endpoint} ${request.version} ${shown}`;
      if (!seen.has(place)) {
        seen.add(place);
        for (const value of oddValues) {
          const data = replaced(request.data, path, value) as Record<string, unknown>;
          yield { request: { ...request, data }, path: shown, change: JSON.stringify(value) ?? "missing" };
        }
      }
    }
  }
}

/** Writes a path with `*` for the place in a list and for a free name. */
function shownPath(path: readonly string[]): string {
  const isFree = (name: string, index: number) =>
    !/^[a-z_]+$/.test(name) ||
    maps.includes(path[index - 1] ?? "") ||
    // Parameters are sorted into sections.
    path[index - 2] === "hyperparams";
  return path.map((name, index) => (isFree(name, index) ? "*" : name)).join(".");
}

/** The paths of all fields of a value, of the first item where there is a list. */
export function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  // All items of a list are alike.
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 1 : MAX_FIELDS);
  return entries.flatMap(([name, item]) => [[name], ...pathsOf(item).map((path) => [name, ...path])]);
}

/** Returns a value with another one in a place of it. */
export function replaced(value: unknown, [name = "", ...rest]: readonly string[], by: unknown): unknown {
  const inside = (value as Record<string, unknown>)[name];
  const next = rest.length === 0 ? by : replaced(inside, rest, by);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (String(index) !== name ? [item] : next === undefined ? [] : [next]));
  }
  const { [name]: _, ...others } = value as Record<string, unknown>;
  return next === undefined ? others : { ...others, [name]: next };
}
