import type { Database } from "../../../database/driver.ts";
import type { SqlValue } from "../../../database/parameters.ts";

/** Rows per statement: beyond about two hundred a longer statement gains nothing. */
const CHUNK = 200;

/** A statement that inserts rows, around its values. */
export interface InsertStatement {
  /** Up to the values, such as `INSERT INTO t (a, b)`. */
  readonly head: string;
  /** Behind the values, such as `ON CONFLICT …`. @default nothing */
  readonly tail?: string;
  /** How many columns there are. */
  readonly columns: number;
}

/** Inserts rows many at a time, which is four times as fast as one by one. Values come row after row. */
export function bulkInsert(database: Database, statement: InsertStatement, values: readonly SqlValue[]): void {
  const { columns } = statement;
  const full = CHUNK * columns;
  let start = 0;
  for (; values.length - start >= full; start += full) {
    insert(database, statement, CHUNK, values.slice(start, start + full));
  }
  // The rest goes by halves, so that only a handful of different statements is ever prepared.
  for (let size = CHUNK / 2; start < values.length; size = Math.max(1, Math.floor(size / 2))) {
    while (values.length - start >= size * columns) {
      insert(database, statement, size, values.slice(start, start + size * columns));
      start += size * columns;
    }
  }
}

function insert(
  database: Database,
  { head, tail = "", columns }: InsertStatement,
  rows: number,
  values: readonly SqlValue[],
): void {
  const row = `(${"?, ".repeat(columns - 1)}?)`;
  database.prepare(`${head} VALUES ${`${row}, `.repeat(rows - 1)}${row} ${tail}`).run(...values);
}
