import { type Document, isDocument } from "../document-path.ts";
import type { EntityFields, EntityName } from "../entity-fields.ts";

/** A reference whose record is wanted, and which of its fields. */
export interface Join {
  /** Dotted path of the reference. */
  readonly path: string;
  readonly entity: EntityName;
  /** The fields of the record to project. */
  readonly only: readonly string[];
}

/** A projection taken apart: the part about the records themselves, and the part about the records they refer to. */
export interface JoinPlan {
  readonly own: readonly string[];
  readonly joins: readonly Join[];
}

/** Tells `project.name` (a field of the project a task refers to) from the fields of the record itself. */
export function planJoins(names: readonly string[], fields: EntityFields): JoinPlan {
  const wanted = new Map<string, string[]>();
  const own: string[] = [];
  for (const name of names) {
    const bare = name.replace(/^-/, "");
    const path = Object.keys(fields.references ?? {}).find((reference) => bare.startsWith(`${reference}.`));
    if (path === undefined) {
      own.push(name);
      continue;
    }
    const sign = name.startsWith("-") ? "-" : "";
    wanted.set(path, [...(wanted.get(path) ?? []), `${sign}${bare.slice(path.length + 1)}`]);
  }
  const joins = [...wanted].map(([path, only]) => ({ path, entity: fields.references?.[path] as EntityName, only }));
  return { own: withId([...own, ...joins.map(({ path }) => path)]), joins };
}

/** Adds the id, which joined records always have, to projected names that would leave it out. */
export function withId(names: readonly string[]): readonly string[] {
  return names.every((name) => name.startsWith("-")) ? names : ["id", ...names];
}

/**
 * Replaces every id that refers to another record by an object: `{id}`, with the fields that a join asked for.
 *
 * Changes the documents, which must be the caller's own.
 */
export function joinReferences(
  documents: readonly Document[],
  fields: EntityFields,
  joins: readonly Join[],
  load: (entity: EntityName, ids: readonly string[], only: readonly string[]) => readonly Document[],
): void {
  for (const path of Object.keys(fields.references ?? {})) {
    const join = joins.find((candidate) => candidate.path === path);
    const found = new Map<string, Document>();
    if (join) {
      const ids = new Set<string>();
      for (const document of documents) {
        replaceAt(document, path.split("."), (id) => {
          ids.add(id);
          return id;
        });
      }
      const records = ids.size > 0 ? load(join.entity, [...ids], withId(join.only)) : [];
      for (const record of records) {
        found.set(String(record.id), record);
      }
    }
    for (const document of documents) {
      replaceAt(document, path.split("."), (id) => ({ id, ...found.get(id) }));
    }
  }
}

/** Replaces the ids at a path, in each element of the lists on the way; an empty one becomes an empty object. */
function replaceAt(target: unknown, path: readonly string[], replace: (id: string) => unknown): void {
  if (Array.isArray(target)) {
    for (const element of target) {
      replaceAt(element, path, replace);
    }
    return;
  }
  const [key, ...rest] = path;
  if (key === undefined || !isDocument(target) || !Object.hasOwn(target, key)) {
    return;
  }
  if (rest.length > 0) {
    replaceAt(target[key], rest, replace);
    return;
  }
  const id = target[key];
  if (typeof id === "string" && id !== "") {
    target[key] = replace(id);
  } else if (id === null || id === "") {
    target[key] = {};
  }
}
