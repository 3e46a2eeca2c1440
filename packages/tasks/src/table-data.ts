import { InvalidValueError } from "./errors.ts";

/** The values that a cell of a table can hold. */
export type Cell = string | number | bigint | boolean | Date | null | undefined;

/** A table as a list of records, as a list of rows of which the first is the header, or as columns of equal length. */
export type TableData =
  | readonly Readonly<Record<string, Cell>>[]
  | readonly (readonly Cell[])[]
  | Readonly<Record<string, ArrayLike<Cell>>>;

/** A table as its column names and its cells, column by column. */
export interface Columns {
  names: string[];
  /** Cells of each column, in the order of `names`. */
  cells: Cell[][];
  rowCount: number;
}

/**
 * Brings a table into columns; records may lack keys, and rows may lack cells at their end.
 *
 * @throws {@link InvalidValueError} when columns differ in length, or a row has more cells than the header.
 */
export function toColumns(table: TableData): Columns {
  if (isRows(table)) {
    const [header = [], ...rows] = table;
    const long = rows.findIndex((row) => row.length > header.length);
    if (long !== -1) {
      const problem = `Row ${long} of the table has ${rows[long]?.length} cells, and its header ${header.length}.`;
      throw new InvalidValueError(`${problem} Name every column in the first row.`, { path: `$[${long + 1}]` });
    }
    const cells = header.map((_name, column) => rows.map((row) => row[column]));
    return { names: header.map(String), cells, rowCount: rows.length };
  }
  if (isRecords(table)) {
    const names = [...new Set(table.flatMap((record) => Object.keys(record)))];
    return { names, cells: names.map((name) => table.map((record) => record[name])), rowCount: table.length };
  }
  const names = Object.keys(table);
  const cells = names.map((name) => Array.from(table[name] ?? []));
  const rowCount = cells[0]?.length ?? 0;
  const uneven = names.find((_name, index) => cells[index]?.length !== rowCount);
  if (uneven !== undefined) {
    throw new InvalidValueError(`Column "${uneven}" is not as long as "${names[0]}" (${rowCount} rows).`);
  }
  return { names, cells, rowCount };
}

function isRows(table: TableData): table is readonly (readonly Cell[])[] {
  return Array.isArray(table) && Array.isArray(table[0]);
}

function isRecords(table: TableData): table is readonly Readonly<Record<string, Cell>>[] {
  return Array.isArray(table);
}
