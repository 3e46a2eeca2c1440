import { NoFeaturesError, TargetError } from "../../data/errors.ts";
import { isNumeric } from "../../data/table/table.ts";
import type { TrainingTable } from "../../features/training-table.ts";
import { TooFewGroupsError } from "../errors.ts";
import type { LearningTask } from "../scores/metrics.ts";
import { roundToClasses } from "../scores/outcome.ts";
import { gatherRows, type Rows, rowsOf } from "./rows.ts";

/** One part of a training table, with where its rows stood. */
export interface Part {
  readonly rows: Rows;
  readonly groups: readonly string[];
  /** The position of each row in the table. */
  readonly positions: readonly number[];
}

/** The rows to learn from and the rows to judge by, which share no group. */
export interface TrainingData {
  readonly train: Part;
  readonly test: Part;
}

/**
 * Parts a table by its split, with the target as the task needs it: votes are rounded to classes for classification.
 *
 * @throws {@link TooFewGroupsError} when a part is empty, or the training part is a single group.
 * @throws {@link TargetError} when the target is text and numbers are to be learned, or is the same in all training rows.
 * @throws {@link NoFeaturesError} when there is no feature.
 */
export function trainingData(table: TrainingTable, task: LearningTask): TrainingData {
  if (table.featureNames.length === 0) {
    throw new NoFeaturesError("There is no feature to learn from.");
  }
  const { target } = table;
  if (task === "regression" && !isNumeric(target)) {
    const message = "The target is text, so there is no number to predict: choose Accuracy or F1 as main metric.";
    throw new TargetError("target", "not-numeric", message);
  }
  const outcome = task === "classification" && isNumeric(target) ? roundToClasses(target) : target;
  const rows = rowsOf({ ...table, target: outcome });
  const data = { train: partOf(table, rows, "train"), test: partOf(table, rows, "test") };

  const needed = { train: 2, test: 1 };
  for (const part of ["train", "test"] as const) {
    const groups = new Set(data[part].groups).size;
    if (groups < needed[part]) {
      throw new TooFewGroupsError(part, groups, needed[part]);
    }
  }
  if (new Set<number | string>(data.train.rows.target).size < 2) {
    const message = `The target is ${data.train.rows.target[0]} in all training rows, so there is nothing to learn: choose another --target.`;
    throw new TargetError("target", "single-value", message);
  }
  return data;
}

function partOf(table: TrainingTable, rows: Rows, part: "train" | "test"): Part {
  const positions = [...table.split.keys()].filter((row) => table.split[row] === part);
  return { rows: gatherRows(rows, positions), groups: positions.map((row) => table.group[row] ?? ""), positions };
}
