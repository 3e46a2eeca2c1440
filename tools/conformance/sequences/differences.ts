import type { Answer, Call, Sequence } from "./sequence.ts";

/** The ways in which two answers to one call differ; `failing` is an internal error of our server. */
export type Kind = "laxer" | "stricter" | "otherwise" | "failing" | "shape" | "values";

/** A call that the two servers answer differently. */
export interface Difference {
  readonly kind: Kind;
  readonly sequence: string;
  /** The number of the call in its sequence, from 1. */
  readonly place: number;
  readonly call: Call;
  readonly official: Answer;
  readonly own: Answer;
  /** The fields of the replies that differ: `-name` is missing here, `+name` is only here, `name: 1 ≠ 2` differs. */
  readonly fields: readonly string[];
}

/** Compares the answers of both servers to the calls of a sequence. */
export function differencesOf(sequence: Sequence, official: readonly Answer[], own: readonly Answer[]): Difference[] {
  return sequence.calls.flatMap((call, index) => {
    const [theirs, ours] = [official[index], own[index]];
    if (theirs === undefined || ours === undefined) {
      throw new Error(`${sequence.name}: a server did not answer call ${index + 1}.`);
    }
    const found = { sequence: sequence.name, place: index + 1, call, official: theirs, own: ours };
    return kindsOf(theirs, ours).map(([kind, fields]) => ({ ...found, kind, fields }));
  });
}

function kindsOf(official: Answer, own: Answer): readonly (readonly [Kind, readonly string[]])[] {
  if (own.code.startsWith("5")) {
    return own.code === official.code ? [] : [["failing", []]];
  }
  // Over such a call the official server breaks, or the imitation of its database; whatever we answer is as good.
  if (official.code.startsWith("5")) {
    return [];
  }
  if (official.code !== own.code) {
    return [[isTaken(own) ? "laxer" : isTaken(official) ? "stricter" : "otherwise", []]];
  }
  if (!isTaken(official)) {
    return [];
  }
  const [shape, values] = [shapeOf(official.data, own.data), valuesOf(official.data, own.data)];
  return [
    ...(shape.length > 0 ? [["shape", shape] as const] : []),
    ...(values.length > 0 ? [["values", values] as const] : []),
  ];
}

function isTaken({ code }: Answer): boolean {
  return code.startsWith("2");
}

/** Fields that one reply has and the other has not; one that holds nothing may be missing from the other. */
function shapeOf(official: unknown, own: unknown): string[] {
  const [theirs, ours] = [fieldsOf(official), fieldsOf(own)];
  const missing = (from: ReadonlyMap<string, boolean>, to: ReadonlyMap<string, boolean>) =>
    [...from].filter(([path, isFilled]) => isFilled && !to.has(path)).map(([path]) => path);
  return [...missing(theirs, ours).map((path) => `-${path}`), ...missing(ours, theirs).map((path) => `+${path}`)];
}

/** The fields of a reply with those inside them, and whether each holds something; the items of a list are alike. */
function fieldsOf(value: unknown, path = "", found = new Map<string, boolean>()): Map<string, boolean> {
  if (Array.isArray(value)) {
    for (const item of value) {
      fieldsOf(item, `${path}[]`, found);
    }
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const inner = path === "" ? plain(name) : `${path}.${plain(name)}`;
      found.set(inner, found.get(inner) || isFilled(item));
      fieldsOf(item, inner, found);
    }
  }
  return found;
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" ? value !== null && Object.keys(value).length > 0 : value !== "" && value !== 0;
}

/** Values that are not the same where both replies have them; nothing is written in several ways. */
function valuesOf(official: unknown, own: unknown, path = ""): string[] {
  if (Array.isArray(official) && Array.isArray(own)) {
    return official.length === own.length
      ? official.flatMap((item, index) => valuesOf(item, own[index], `${path}[${index}]`))
      : [`${path}.length: ${official.length} ≠ ${own.length}`];
  }
  if (isObject(official) && isObject(own)) {
    return Object.entries(official).flatMap(([name, item]) =>
      name in own ? valuesOf(item, own[name], path === "" ? name : `${path}.${name}`) : [],
    );
  }
  if (!isFilled(official) && !isFilled(own)) {
    return [];
  }
  const [theirs, ours] = [plain(official), plain(own)];
  return theirs === ours ? [] : [`${path}: ${theirs} ≠ ${ours}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as text, without what each server makes up for itself: ids and moments. */
function plain(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return String(text)
    .replaceAll(/[0-9a-f]{32}/g, "ID")
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, "MOMENT")
    .replaceAll(/\b1[5-9]\d{11}(\.\d+)?\b/g, "MOMENT");
}
