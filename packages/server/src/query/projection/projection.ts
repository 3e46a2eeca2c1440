import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { asBoolean } from "../../values/python-casts.ts";
import { type Document, isDocument, type Path, parsePath } from "../document-path.ts";
import type { EntityFields } from "../entity-fields.ts";
import { limitQuery } from "../filters/query-size.ts";
import { checkKnownFields } from "../known-fields.ts";

/** Which parts of a record are sent. */
export interface Projection {
  /** Only these; everything that is not hidden when absent. */
  readonly include?: readonly Path[];
  readonly exclude: readonly Path[];
}

/**
 * Returns the names a request projects, under either spelling; none means everything. The official server takes a text
 * apart into letters, which are not fields of any record, so that `only_fields: "name"` is refused.
 */
export function projectionOf(request: Document): string[] {
  const names = asBoolean(request.projection) ? request.projection : request.only_fields;
  if (!asBoolean(names)) {
    return [];
  }
  const list: unknown[] = isDocument(names)
    ? Object.keys(names)
    : Array.isArray(names)
      ? names
      : typeof names === "string"
        ? [...names]
        : [names];
  limitQuery("projected fields", list.length);
  return list.map((name) => {
    if (typeof name !== "string") {
      throw new ApiFailure(results.fieldsTypeError, { fields: { only_fields: names } });
    }
    limitQuery("levels of a projected field", name.split(".").length);
    return name;
  });
}

/** Reads projected names: dotted paths, `-path` to leave something out, `path.*` for all below. */
export function parseProjection(names: readonly string[], fields: EntityFields): Projection {
  checkKnownFields(names.filter((name) => name !== "*").map(withoutStar), fields);
  const hidden = fields.hidden ?? [];
  const excluded = names.filter((name) => name.startsWith("-")).map((name) => name.slice(1));
  const included = names.filter((name) => !name.startsWith("-")).map(withoutStar);
  const isEverything = included.length === 0 || included.includes("*");
  return {
    ...(isEverything ? {} : { include: included.map(parsePath) }),
    exclude: [...hidden.filter((name) => !included.includes(name)), ...excluded.map(withoutStar)]
      .filter((name) => isEverything || !included.some((kept) => kept === name || kept.startsWith(`${name}.`)))
      .map(parsePath),
  };
}

/** Whether anything of a top-level field is sent. */
export function sends({ include, exclude }: Projection, field: string): boolean {
  const isExcluded = exclude.some(([first, ...rest]) => first === field && rest.length === 0);
  return include ? include.some(([first]) => first === field) : !isExcluded;
}

/** Returns the projected part of a record; the record itself is left as it is. */
export function project(document: Document, { include, exclude }: Projection): Document {
  const kept = include ? keep(document, branch(include)) : document;
  return (exclude.length > 0 ? drop(kept, branch(exclude)) : kept) as Document;
}

function withoutStar(name: string): string {
  return name.endsWith(".*") ? name.slice(0, -2) : name;
}

/** The rests of several paths by their first key; a key that a path ends with stands for everything below. */
function branch(paths: readonly Path[]): Map<string, Path[] | "all"> {
  const tree = new Map<string, Path[] | "all">();
  for (const [key, ...rest] of paths) {
    if (key === undefined) {
      continue;
    }
    const known = tree.get(key);
    if (rest.length === 0) {
      tree.set(key, "all");
    } else if (known === undefined) {
      tree.set(key, [rest]);
    } else if (known !== "all") {
      known.push(rest);
    }
  }
  return tree;
}

function keep(value: unknown, tree: ReadonlyMap<string, Path[] | "all">): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => keep(element, tree));
  }
  if (!isDocument(value)) {
    return undefined;
  }
  const kept: Document = {};
  for (const [key, rest] of tree) {
    if (!Object.hasOwn(value, key)) {
      continue;
    }
    const part = rest === "all" ? value[key] : keep(value[key], branch(rest));
    if (part !== undefined) {
      kept[key] = part;
    }
  }
  return kept;
}

function drop(value: unknown, tree: ReadonlyMap<string, Path[] | "all">): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => drop(element, tree));
  }
  if (!isDocument(value)) {
    return value;
  }
  const kept: Document = {};
  for (const [key, part] of Object.entries(value)) {
    const rest = tree.get(key);
    if (rest !== "all") {
      kept[key] = rest ? drop(part, branch(rest)) : part;
    }
  }
  return kept;
}
