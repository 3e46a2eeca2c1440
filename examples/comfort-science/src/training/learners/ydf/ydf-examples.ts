import { type Column, isNumeric } from "../../../data/table/table.ts";
import type { Rows } from "../../rows/rows.ts";
import { decodeOutcome } from "../../scores/outcome.ts";

/** Columns as the YDF learners take them: NaN or "" is a missing value, and infinity is refused. */
export function trainingExamples(rows: Rows): Record<string, number[] | string[]> {
  return mapColumns(rows, (column) =>
    isNumeric(column) ? Array.from(column, (value) => (Number.isFinite(value) ? value : Number.NaN)) : [...column],
  );
}

/** Columns as the YDF models take them: null is a missing value. */
export function modelExamples(rows: Rows): Record<string, (number | string | null)[]> {
  return mapColumns(rows, (column) =>
    isNumeric(column)
      ? Array.from(column, (value) => (Number.isFinite(value) ? value : null))
      : column.map((value) => (value === "" ? null : value)),
  );
}

function mapColumns<T>(rows: Rows, change: (column: Column) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(rows.columns).map(([name, column]) => [name, change(column)]));
}

/** Reads the predictions of a YDF model: one number a row, or row after row a probability a class. */
export function readPredictions(flat: readonly number[], rowCount: number, classes: readonly string[]): Column {
  if (classes.length === 0) {
    return Float64Array.from(flat);
  }
  const width = flat.length / rowCount;
  const columns = Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: rowCount }, (_, row) => flat[row * width + k] ?? 0),
  );
  // Of two classes a model gives the probability of the second alone.
  const [second = new Float64Array()] = columns;
  return decodeOutcome(width === 1 ? [second.map((p) => 1 - p), second] : columns, classes);
}
