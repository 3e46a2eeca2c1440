import { type Column, pick } from "../../data/table/table.ts";
import type { TrainingTable } from "../../features/training-table.ts";

/** Some rows of a training table, gathered: what a learner is fitted on, and what a model predicts. */
export interface Rows {
  readonly columns: Readonly<Record<string, Column>>;
  /** Numbers in regression, names of classes in classification. */
  readonly target: Column;
  readonly pmvPrediction?: Float64Array;
}

/** All rows of a training table. */
export function rowsOf({ featureNames, columns, target, pmvPrediction }: TrainingTable): Rows {
  const features = Object.fromEntries(featureNames.map((name) => [name, columns[name] ?? []]));
  return { columns: features, target, ...(pmvPrediction && { pmvPrediction }) };
}

/** Gathers some of these rows, by their positions. */
export function gatherRows(rows: Rows, positions: readonly number[]): Rows {
  const columns = Object.entries(rows.columns).map(([name, column]) => [name, pick(column, positions)] as const);
  return {
    columns: Object.fromEntries(columns),
    target: pick(rows.target, positions),
    ...(rows.pmvPrediction && { pmvPrediction: pick(rows.pmvPrediction, positions) }),
  };
}

/** The same rows with one column replaced. */
export function withColumn(rows: Rows, name: string, column: Column): Rows {
  return { ...rows, columns: { ...rows.columns, [name]: column } };
}
