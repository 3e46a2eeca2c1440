import { NoFeaturesError } from "../data/errors.ts";
import type { SurveySchema } from "../data/survey/schema.ts";
import { type Column, createTable, isNumeric, type Table } from "../data/table/table.ts";
import type { DroppedFeature } from "./derive.ts";
import { BMI_CLASSES } from "./formulas/body.ts";
import type { Encoding } from "./preprocessing/encoder.ts";
import { applyPreprocessing, type FittedPreprocessing, fitPreprocessing } from "./preprocessing/preprocessing.ts";
import type { Scaling } from "./preprocessing/scaler.ts";
import { type FeatureBounds, featureColumns, informativeColumns } from "./select.ts";
import { rowGroups, type Side, splitByGroup } from "./split.ts";
import type { TrainingTable } from "./training-table.ts";

/** How features are made. */
export interface FeatureOptions extends Partial<FeatureBounds> {
  /** How categories become numbers. @default "one-hot" */
  encoding?: Encoding;
  /** How numbers are scaled. @default "standard" */
  scaling?: Scaling;
  /** The column whose every value has its own scale, as `season`. @default one scale for all rows */
  scaleBy?: string;
  /** The share of rows held out. @default 0.2 */
  testShare?: number;
  /** The same seed holds out the same groups. @default 1 */
  seed?: number;
}

/** The report on the features that were made; plain JSON. */
export interface FeatureReport {
  readonly rows: number;
  readonly features: number;
  readonly trainRows: number;
  readonly testRows: number;
  readonly trainGroups: number;
  readonly testGroups: number;
  /** Rows for which Fanger's PMV could be computed. */
  readonly pmvRows: number;
  readonly messages: readonly string[];
}

/** A training table with what was learned to make it. */
export interface FeatureTable extends TrainingTable {
  readonly fitted: FittedPreprocessing;
  readonly dropped: readonly DroppedFeature[];
  readonly report: FeatureReport;
}

/**
 * Makes features of a processed survey, splits its rows by group, and fits encoders and scalers on the training rows.
 *
 * @throws {@link NoFeaturesError} when nothing is left to learn from.
 */
export function buildFeatureTable(table: Table, schema: SurveySchema, options: FeatureOptions = {}): FeatureTable {
  const { encoding = "one-hot", scaling = "standard", scaleBy, testShare = 0.2, seed = 1 } = options;
  const { maxMissingShare = 0.9, maxCategories = 20 } = options;
  const target = table.columns.get(schema.target) ?? [];
  const groupColumn = schema.group === undefined ? undefined : table.columns.get(schema.group);
  const group = rowGroups(table.rowCount, groupColumn);
  const split = splitByGroup({ groups: group, seed, testShare });
  const trainingRows = [...split.keys()].filter((row) => split[row] === "train");

  const candidates = featureColumns(table, schema);
  const informative = informativeColumns(candidates.columns, trainingRows, { maxMissingShare, maxCategories });
  const dropped = [...candidates.dropped, ...informative.dropped];
  if (informative.columns.size === 0) {
    const reasons = dropped.map(({ feature, reason }) => `${feature} ${reason}`).join("; ");
    throw new NoFeaturesError(`No column is left to predict ${schema.target} from: ${reasons}.`);
  }

  // The column that scales go by may itself be no feature, as the group is.
  const scales = scaleBy === undefined ? undefined : table.columns.get(scaleBy);
  const by = scaleBy !== undefined && scales !== undefined ? ([[scaleBy, scales]] as const) : [];
  const source = createTable([...informative.columns, ...by]);
  const order = { bmi_class: BMI_CLASSES };
  const spec = { encoding, scaling, order, ...(by.length > 0 && scaleBy !== undefined && { scaleBy }) };
  const all = fitPreprocessing(source, spec, trainingRows);
  const fitted = { ...all, columns: all.columns.filter(({ name }) => informative.columns.has(name)) };
  const features = applyPreprocessing(fitted, source);
  const pmvPrediction = pmvOnScale(schema, target, candidates.columns.get("pmv"));
  const training = {
    featureNames: [...features.columns.keys()],
    columns: Object.fromEntries(features.columns),
    target,
    group,
    split,
    ...(pmvPrediction && { pmvPrediction }),
  };
  const messages = dropped.map(({ feature, reason }) => `Not a feature: ${feature} (${reason}).`);
  if (scaleBy !== undefined && scales === undefined) {
    messages.push(`There is no column ${scaleBy} to scale by: all rows share one scale.`);
  } else if (scaleBy !== undefined && scaleBy === schema.group) {
    messages.push(`Held-out values of ${scaleBy} have no scale of their own and take the one of all training rows.`);
  }
  return { ...training, fitted, dropped, report: { ...countRows(training), messages } };
}

/** Fanger's prediction, where the target is the vote that it predicts; it ends where the scale of votes ends. */
function pmvOnScale(schema: SurveySchema, target: Float64Array | string[], pmv: Column | undefined) {
  if (schema.target !== "thermal_sensation" || !isNumeric(target) || pmv === undefined || !isNumeric(pmv)) {
    return undefined;
  }
  return pmv.map((value) => Math.max(-3, Math.min(3, value)));
}

function countRows(training: TrainingTable): Omit<FeatureReport, "messages"> {
  const { group, split } = training;
  const groups = (side: Side) => new Set(group.filter((_, row) => split[row] === side)).size;
  const testRows = split.filter((side) => side === "test").length;
  return {
    rows: split.length,
    features: training.featureNames.length,
    trainRows: split.length - testRows,
    testRows,
    trainGroups: groups("train"),
    testGroups: groups("test"),
    pmvRows: training.pmvPrediction?.filter((value) => !Number.isNaN(value)).length ?? 0,
  };
}
