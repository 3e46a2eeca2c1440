/** The values of one column: numbers with NaN, or text with "", where a value is missing. */
export type ColumnValues = Float64Array | string[];

/** What the features component hands over: one row a vote, already split into a training and a test part by group. */
export interface TrainingTable {
  /** The columns that a model may learn from, in the order in which it sees them. */
  featureNames: string[];
  /** The values of each feature, by its name. */
  columns: Record<string, ColumnValues>;
  /** What is to be predicted: numbers, or the names of classes. No value is missing. */
  target: ColumnValues;
  /** What rows must not be shared between training and judging: the building, or the month where there is none. */
  group: string[];
  /** Which part each row belongs to. */
  split: ("train" | "test")[];
  /** Fanger's predicted mean vote of each row, NaN where its inputs are missing. */
  pmvPrediction?: Float64Array;
}

/** Some rows of a table, gathered: what a learner is fitted on and what a model predicts. */
export interface Rows {
  readonly columns: Readonly<Record<string, ColumnValues>>;
  readonly target: ColumnValues;
  readonly pmvPrediction?: Float64Array;
}

/** Gathers rows of a table by their positions. */
export function takeRows(table: TrainingTable, rows: readonly number[]): Rows {
  const columns = Object.fromEntries(
    table.featureNames.map((name) => [name, takeValues(table.columns[name] ?? [], rows)]),
  );
  const target = takeValues(table.target, rows);
  const { pmvPrediction } = table;
  return pmvPrediction === undefined
    ? { columns, target }
    : { columns, target, pmvPrediction: Float64Array.from(rows, (row) => pmvPrediction[row] ?? Number.NaN) };
}

/** Gathers the values of a column by their positions. */
export function takeValues(values: ColumnValues, rows: readonly number[]): ColumnValues {
  return values instanceof Float64Array
    ? Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
    : rows.map((row) => values[row] ?? "");
}
