import { type Column, isNumeric } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";
import { roundToClasses } from "../scores/outcome.ts";
import { type BaselineModel, fitBaseline, predictBaseline } from "./baseline.ts";
import { type JsonModel, jsonModel } from "./json-model.ts";
import type { Learner } from "./learner.ts";

/** Hands on the PMV of each row, and the baseline's prediction where it is not known. */
export interface PmvModel extends JsonModel {
  readonly format: "pmv";
  readonly elsewhere: BaselineModel;
}

/** Fanger's predicted mean vote (ISO 7730) as it stands: what the standard says, without having seen a vote. */
export const pmv: Learner = {
  name: "PMV",
  framework: "ISO 7730",
  defaults: {},
  unsuitable: ({ pmvPrediction, target }) => {
    if (!pmvPrediction?.some(Number.isFinite)) {
      return "PMV is not known for any row";
    }
    const scale = isNumeric(target) || target.every((name) => Number.isFinite(Number(name)));
    return scale ? undefined : "the classes are not votes on a scale";
  },
  note: ({ pmvPrediction = new Float64Array(), target }) => {
    const known = pmvPrediction.filter(Number.isFinite).length / target.length;
    return `PMV is known for ${(100 * known).toFixed(0)} % of the training rows; elsewhere the baseline speaks.`;
  },
  fit: async (rows) => jsonModel<PmvModel>({ format: "pmv", elsewhere: fitBaseline(rows.target) }, predictPmv),
};

/** Predicts with PMV. */
export function predictPmv(model: PmvModel, rows: Rows): Column {
  const elsewhere = predictBaseline(model.elsewhere, rows);
  const votes = rows.pmvPrediction ?? new Float64Array(rows.target.length).fill(Number.NaN);
  const known = (row: number) => Number.isFinite(votes[row]);
  if (isNumeric(elsewhere)) {
    return votes.map((vote, row) => (known(row) ? vote : (elsewhere[row] ?? Number.NaN)));
  }
  const classes = (model.elsewhere.classes ?? []).map(Number);
  const [lowest, highest] = [Math.min(...classes), Math.max(...classes)];
  const rounded = roundToClasses(votes.map((vote) => Math.min(highest, Math.max(lowest, vote))));
  return rounded.map((name, row) => (known(row) ? name : (elsewhere[row] ?? "")));
}
