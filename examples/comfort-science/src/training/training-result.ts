import type { Column } from "../data/table/table.ts";
import type { CrossValidation } from "./folds/cross-validate.ts";
import type { ModelFile, Params } from "./learners/learner.ts";
import type { CorrelationMatrix } from "./scores/correlation.ts";
import type { LearningTask, MetricName, Metrics } from "./scores/metrics.ts";
import type { FeatureImportance } from "./scores/permutation-importance.ts";

/** One model as it compares with the others. */
export interface ModelComparison {
  readonly name: string;
  readonly framework: string;
  readonly params: Params;
  /** The scores of cross-validation on the training rows; they choose the best model. */
  readonly validation: CrossValidation;
  /** The scores on the held-out rows, looked at once, after the choice. */
  readonly test: Metrics;
  readonly rows: { readonly train: number; readonly test: number };
  /** Time spent fitting: in cross-validation with all parameters tried, and on the training rows at last. */
  readonly seconds: { readonly validation: number; readonly fit: number };
  /** A remark for the reader of the scores. */
  readonly note?: string;
}

/** The model that is kept. */
export interface BestModel {
  readonly name: string;
  readonly framework: string;
  readonly params: Params;
  readonly metric: MetricName;
  /** The main metric on the held-out rows. */
  readonly value: number;
  /** The main metric in cross-validation, by which it was chosen. */
  readonly validated: number;
  /** A forest as a zip that every port of YDF reads, any other model as JSON. */
  readonly file: ModelFile;
  /** The importance of each feature on the held-out rows, the most important first. */
  readonly importance: readonly FeatureImportance[];
}

/** Predictions of the held-out rows, column by column. */
export interface Predictions {
  /** The row's position in the training table. */
  readonly row: readonly number[];
  readonly group: readonly string[];
  readonly measured: Column;
  readonly predicted: Column;
}

/** The result of training: every compared model, and the best one with its file. */
export interface TrainingResult {
  readonly task: LearningTask;
  readonly mainMetric: MetricName;
  /** All models, the best by cross-validation first. */
  readonly comparison: readonly ModelComparison[];
  readonly best: BestModel;
  /** Of the best model. */
  readonly predictions: Predictions;
  /** Of the training rows. */
  readonly correlation: CorrelationMatrix;
  /** Learners that were left out, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}
