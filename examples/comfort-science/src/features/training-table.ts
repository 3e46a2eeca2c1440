import { TableReadError } from "../data/errors.ts";
import { readTable } from "../data/table/read-table.ts";
import { type Column, createTable, isNumeric, type Table } from "../data/table/table.ts";
import { writeCsv } from "../data/table/write-csv.ts";
import type { Side } from "./split.ts";

/** The input of a learner: features, target, and the rows it may look at. */
export interface TrainingTable {
  readonly featureNames: string[];
  /** Every feature's column; NaN or "" where a value is missing. */
  readonly columns: Record<string, Float64Array | string[]>;
  /** Numbers to regress on, or class names. */
  readonly target: Float64Array | string[];
  /** Each row's group: rows of one group belong on one side of every split. */
  readonly group: string[];
  readonly split: Side[];
  /** Fanger's PMV on the scale of the target, a prediction that needs no training; NaN where an input is missing. */
  readonly pmvPrediction?: Float64Array;
}

// No feature may have these names, and no survey column is likely to.
const COLUMNS = { target: "_target", class: "_class", group: "_group", split: "_split", pmv: "_pmv" } as const;

/** Whether a training table's file keeps this name for itself. */
export function isReservedName(name: string): boolean {
  return Object.values<string>(COLUMNS).includes(name);
}

/** Writes a training table as one CSV file, with target, group and split as columns of their own. */
export async function writeTrainingTable(
  training: TrainingTable,
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  const { featureNames, columns, target, group, split, pmvPrediction } = training;
  const features = featureNames.map((name): [string, Column] => [name, columns[name] ?? []]);
  const table = createTable([
    ...features,
    ...(pmvPrediction ? [[COLUMNS.pmv, pmvPrediction] as const] : []),
    [isNumeric(target) ? COLUMNS.target : COLUMNS.class, target],
    [COLUMNS.group, group],
    [COLUMNS.split, split],
  ]);
  await writeCsv(table, path, options);
}

/**
 * Reads a training table back, the same as it was written.
 *
 * @throws {@link TableReadError} when the file cannot be read, or is another table.
 */
export async function readTrainingTable(path: string, options: { signal?: AbortSignal } = {}): Promise<TrainingTable> {
  const text = [COLUMNS.class, COLUMNS.group, COLUMNS.split];
  return trainingTableOf(await readTable(path, { ...options, text }), path);
}

function trainingTableOf(table: Table, path: string): TrainingTable {
  const target = table.columns.get(COLUMNS.target) ?? table.columns.get(COLUMNS.class);
  const group = table.columns.get(COLUMNS.group);
  const split = table.columns.get(COLUMNS.split);
  const pmv = table.columns.get(COLUMNS.pmv);
  if (target === undefined || group === undefined || split === undefined || isNumeric(group) || isNumeric(split)) {
    throw new TableReadError(path, "not-csv", `${path} was not written by writeTrainingTable.`);
  }
  const featureNames = [...table.columns.keys()].filter((name) => !isReservedName(name));
  return {
    featureNames,
    columns: Object.fromEntries(featureNames.map((name) => [name, table.columns.get(name) ?? []])),
    target,
    group,
    split: split.map((side) => (side === "test" ? "test" : "train")),
    ...(pmv !== undefined && isNumeric(pmv) && { pmvPrediction: pmv }),
  };
}
