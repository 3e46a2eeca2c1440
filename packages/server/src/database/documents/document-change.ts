import type { EntityFields } from "../../query/entity-fields.ts";

/** A change of some parts of a document: each part as JSON. */
export interface DocumentChange {
  /** Top-level fields in place of those of their names; `undefined` removes one. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** Entries of top-level fields in place of those of their names, as a merge patch (RFC 7396). @default none */
  readonly entries?: string | undefined;
}

/** The assignments of a statement that changes a document and its columns, and the values of its parameters by name. */
export interface CompiledChange {
  readonly assignments: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** Writes a change as SQL that touches nothing else of the document, however large that is. */
export function compileChange({ fields, entries }: DocumentChange, layout: EntityFields): CompiledChange {
  const values: Record<string, string> = {};
  const columns: string[] = [];
  const [set, removed]: [string[], string[]] = [[], []];
  Object.entries(fields).forEach(([field, json], index) => {
    const parameter = `part${index}`;
    if (json === undefined) {
      removed.push(pathOf(field));
    } else {
      set.push(`${pathOf(field)}, jsonb(:${parameter})`);
      values[parameter] = json;
    }
    if (layout.columns?.includes(field)) {
      columns.push(`${field} = ${json === undefined ? "NULL" : columnContent(field, `:${parameter}`, layout)}`);
    }
  });
  let doc = "doc";
  if (entries !== undefined) {
    doc = `jsonb_patch(${doc}, :entries)`;
    values["entries"] = entries;
  }
  for (const [change, paths] of [
    ["jsonb_remove", removed],
    ["jsonb_set", set],
  ] as const) {
    doc = paths.length === 0 ? doc : `${change}(${[doc, ...paths].join(", ")})`;
  }
  return { assignments: [`doc = ${doc}`, ...columns], values };
}

/** SQL of what the column of a field holds, of JSON in which the field is at a path. */
export function columnContent(field: string, json: string, { arrays = [] }: EntityFields, path = "'$'"): string {
  return arrays.includes(field) ? `${json} -> ${path}` : `json_extract(${json}, ${path})`;
}

/** The path of a top-level field; such names are those of this program. */
export function pathOf(field: string): string {
  return `'$.${field}'`;
}
