import { type Condition, isIn } from "../../query/condition.ts";
import { type Path, valuesAt } from "../../query/document-path.ts";
import { compileCondition, scalarPrefix } from "../../query/sql/compile-condition.ts";
import { sql } from "../../query/sql/fragment.ts";
import { sqlJson, sqlValue } from "../../query/sql/json-path.ts";
import { readParts } from "./document-parts.ts";
import type { DocumentTable } from "./document-table.ts";

// The keys that documents have in common and how many have them: filters and columns of tables are offered from them.

/** How many of the documents that satisfy a condition have which text at a top-level field. */
export function countBy(table: DocumentTable, field: string, where: Condition): Map<string, number> {
  const rows = table.query<{ value: unknown; n: number }>(
    sql`SELECT ${sqlValue([field], table.fields)} AS value, count(*) AS n
        FROM ${table.sql} WHERE ${inSql(table, where)} GROUP BY 1`,
  );
  return new Map(rows.map(({ value, n }) => [String(value), n]));
}

/** The different texts and numbers at a path, lists taken apart, sorted. */
export function distinct(table: DocumentTable, path: Path, where: Condition): (string | number)[] {
  const values =
    scalarPrefix(path, table.fields).length === path.length
      ? distinctBySql(table, path, where)
      : readParts(table, [path], where).flatMap((part) => valuesAt(part, path));
  return [...new Set(values.filter((value) => typeof value === "string" || typeof value === "number"))].sort(compare);
}

/** The id of one document for each different value at a top-level field. */
export function representatives(table: DocumentTable, field: string, where: Condition): string[] {
  return table
    .query<{ id: string }>(
      sql`SELECT min(id) AS id FROM ${table.sql}
          WHERE ${inSql(table, where)} GROUP BY ${sqlValue([field], table.fields)}`,
    )
    .map(({ id }) => id);
}

function distinctBySql(table: DocumentTable, path: Path, where: Condition): unknown[] {
  const condition = inSql(table, where);
  const values = table.fields.arrays?.includes(path.join("."))
    ? sql`SELECT DISTINCT list.atom AS found
        FROM (SELECT DISTINCT ${sqlJson(path, table.fields)} AS part FROM ${table.sql} WHERE ${condition}) AS parts,
          json_each(parts.part) AS list`
    : sql`SELECT DISTINCT ${sqlValue(path, table.fields)} AS found FROM ${table.sql} WHERE ${condition}`;
  return table.query<{ found: unknown }>(values).map(({ found }) => found);
}

/** A condition as SQL; what SQL cannot check is checked before, and the answer is a list of ids. */
function inSql(table: DocumentTable, where: Condition) {
  const { where: condition, residual } = compileCondition(where, table.fields);
  if (!residual) {
    return condition;
  }
  const ids = readParts(table, [], where).map(({ id }) => id);
  return compileCondition(isIn(["id"], ids), table.fields).where;
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
