import { mean } from "simple-statistics";
import type { Column } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";
import { decodeOutcome, encodeOutcome } from "../scores/outcome.ts";
import { type JsonModel, jsonModel } from "./json-model.ts";
import type { Learner } from "./learner.ts";

/** Says the same of every row. */
export interface BaselineModel extends JsonModel {
  readonly format: "baseline";
  /** The mean, or the share of each class. */
  readonly values: readonly number[];
  readonly classes?: readonly string[];
}

/** Predicts the mean of the training rows, or their most frequent class: what any model has to beat. */
export const baseline: Learner = {
  name: "Baseline",
  framework: "simple-statistics",
  defaults: {},
  fit: async (rows) => jsonModel(fitBaseline(rows.target), predictBaseline),
};

/** Learns the mean, or the shares of the classes. */
export function fitBaseline(target: Column): BaselineModel {
  const { columns, classes } = encodeOutcome(target);
  const values = columns.map((column) => mean(Array.from(column)));
  return { format: "baseline", values, ...(classes && { classes }) };
}

/** Predicts with a baseline. */
export function predictBaseline(model: BaselineModel, rows: Rows): Column {
  const columns = model.values.map((value) => new Float64Array(rows.target.length).fill(value));
  return decodeOutcome(columns, model.classes);
}
