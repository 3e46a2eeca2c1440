/** A column of a table: numbers with NaN where a value is missing, or text with "" where a value is missing. */
export type Column = Float64Array | string[];

/** Columns of equal length, in the order of the file. */
export interface Table {
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Makes a table of columns that all have the same length. */
export function createTable(columns: Iterable<readonly [string, Column]>): Table {
  const map = new Map(columns);
  const lengths = new Set([...map.values()].map((column) => column.length));
  if (lengths.size > 1) {
    throw new Error(`Columns of different lengths: ${[...lengths].join(", ")}.`);
  }
  const [rowCount = 0] = lengths;
  return { rowCount, columns: map };
}

/** Whether the column holds numbers. */
export function isNumeric(column: Column): column is Float64Array {
  return column instanceof Float64Array;
}

/** Whether the cell holds no value. */
export function isMissing(value: number | string): boolean {
  return value === "" || Number.isNaN(value);
}

/** The column's values at these rows, in this order. */
export function pick<C extends Column>(column: C, rows: ArrayLike<number>): C;
export function pick(column: Column, rows: ArrayLike<number>): Column {
  if (isNumeric(column)) {
    return Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  }
  return Array.from(rows, (row) => column[row] ?? "");
}

/** The table's rows of these numbers, in this order. */
export function pickRows(table: Table, rows: ArrayLike<number>): Table {
  return createTable([...table.columns].map(([name, column]) => [name, pick(column, rows)]));
}

/** Counts the cells of the column that hold no value. */
export function countMissing(column: Column): number {
  let missing = 0;
  for (const value of column) {
    if (isMissing(value)) {
      missing++;
    }
  }
  return missing;
}
