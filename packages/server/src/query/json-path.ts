import type { Path } from "./document-path.ts";
import { type Fragment, raw, sql } from "./fragment.ts";

/** Whether SQLite can follow a path: it compares keys with the text of the document, so escaped characters never match. */
export function isSqlPath(path: Path): boolean {
  return path.length > 0 && path.every((key) => key !== "" && JSON.stringify(key) === `"${key}"`);
}

/** Writes a path for `json_extract`. Plain names become part of the statement, because only that can use an index. */
export function sqlPath(path: Path): Fragment {
  if (path.every((key) => /^[a-z_][a-z_0-9]*$/i.test(key))) return raw(`'$.${path.join(".")}'`);
  return sql`${`$${path.map((key) => `."${key}"`).join("")}`}`;
}

/** The value at a path as SQL; ids have a column of their own. */
export function sqlValue(path: Path): Fragment {
  return path.length === 1 && path[0] === "id" ? raw("id") : sql`json_extract(doc, ${sqlPath(path)})`;
}
