import type { Path } from "../document-path.ts";
import type { EntityFields } from "../entity-fields.ts";
import { type Fragment, raw, sql } from "./fragment.ts";
import { parameterValue } from "./parameter-value.ts";

/** Whether SQLite can follow a path: it compares keys with the text of the document, so escaped characters never match. */
export function isSqlPath(path: Path): boolean {
  return path.length > 0 && path.every((key) => key !== "" && JSON.stringify(key) === `"${key}"`);
}

/** Writes a path for `json_extract`. Plain names become part of the statement, because only that can use an index. */
export function sqlPath(path: Path): Fragment {
  const plain = `$.${path.join(".")}`;
  if (plain.length <= MAX_PLAIN && path.every((key) => /^[a-z_][a-z_0-9]*$/i.test(key))) {
    return raw(`'${plain}'`);
  }
  return sql`${`$${path.map((key) => `."${key}"`).join("")}`}`;
}

/** The value at a path as SQL; ids, and some fields, have a column of their own. */
export function sqlValue(path: Path, fields: EntityFields): Fragment {
  return columnOf(path, fields) ?? sql`json_extract(doc, ${sqlPath(path)})`;
}

/** The value at a path as JSON; NULL or `null` where there is none. */
export function sqlJson(path: Path, fields: EntityFields): Fragment {
  const column = columnOf(path, fields);
  if (!column) {
    return sql`doc -> ${sqlPath(path)}`;
  }
  if (fields.arrays?.includes(column.text)) {
    return sql`json(${column})`;
  }
  return sql`json_quote(${column})`;
}

/** The list at a path, as an argument of `json_each`. */
export function sqlList(path: Path, fields: EntityFields): Fragment {
  return columnOf(path, fields) ?? sql`doc, ${sqlPath(path)}`;
}

/** No index is on a longer path, and statements are kept in memory. */
const MAX_PLAIN = 200;

/** Whether the table has a column for what is at a path. */
export function isColumn([first = "", ...rest]: Path, { columns }: EntityFields): boolean {
  return rest.length === 0 && (first === "id" || (columns?.includes(first) ?? false));
}

function columnOf(path: Path, fields: EntityFields): Fragment | undefined {
  const [first = "", ...rest] = path;
  if (first === fields.parameters) {
    return parameterValue(rest);
  }
  return isColumn(path, fields) ? raw(first) : undefined;
}
