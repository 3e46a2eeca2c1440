import { mean, standardDeviation } from "simple-statistics";
import { createRandom } from "../../data/simulation/random.ts";
import type { Learner, Params } from "../learners/learner.ts";
import { gatherRows, type Rows } from "../rows/rows.ts";
import type { Part } from "../rows/training-data.ts";
import { type MetricName, type Metrics, metricNames, score } from "../scores/metrics.ts";
import type { TrainingThreads } from "../threads/training-threads.ts";
import { evenSample } from "./even-sample.ts";
import { groupFolds } from "./group-folds.ts";

/** The rows of one round of cross-validation. */
export interface FoldRows {
  readonly train: Rows;
  readonly validate: Rows;
}

/** The scores of one learner with one set of parameters in rounds of cross-validation. */
export interface CrossValidation {
  readonly mean: Metrics;
  /** The standard deviation over the folds. */
  readonly std: Metrics;
  readonly folds: number;
  /** Training rows a fold, on average; a large table is cut to a stated number, the same rows for every learner. */
  readonly rows: number;
  /** Time spent fitting, summed over the folds. */
  readonly seconds: number;
}

/** The progress event of a finished fold; folds of several models may finish in any order. */
export interface FoldEvent {
  readonly model: string;
  readonly params: Params;
  /** Which set of parameters this is, from 0, the defaults. */
  readonly candidate: number;
  /** From 0. */
  readonly fold: number;
  readonly folds: number;
  readonly metrics: Metrics;
  readonly seconds: number;
}

/** Gathers the rows of each fold: no group is in two, and the training side has at most so many rows. */
export function foldRows(part: Part, options: { folds: number; rowLimit: number; seed: number }): FoldRows[] {
  const random = createRandom(options.seed);
  return groupFolds(part.groups, options.folds).map(({ train, validate }) => {
    const groups = train.map((row) => part.groups[row] ?? "");
    const sampled = evenSample(groups, options.rowLimit, random).map((position) => train[position] ?? 0);
    return { train: gatherRows(part.rows, sampled), validate: gatherRows(part.rows, validate) };
  });
}

/** Fits and judges a learner once a fold. */
export async function crossValidate(
  learner: Learner,
  params: Params,
  context: {
    folds: readonly FoldRows[];
    threads: TrainingThreads;
    candidate: number;
    onFold?: (event: FoldEvent) => void;
  },
): Promise<CrossValidation> {
  const { folds, threads, candidate, onFold } = context;
  const judged = await Promise.all(
    folds.map(async ({ train, validate }, fold) => {
      const { predicted, seconds } = await threads.run({ learner: learner.name, params, train, predict: validate });
      const metrics = score(validate.target, predicted);
      onFold?.({ model: learner.name, params, candidate, fold, folds: folds.length, metrics, seconds });
      return { metrics, seconds };
    }),
  );
  return {
    ...summarize(judged.map(({ metrics }) => metrics)),
    folds: folds.length,
    rows: Math.round(mean(folds.map(({ train }) => train.target.length))),
    seconds: judged.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** Mean and standard deviation of each metric over the folds in which it is defined. */
function summarize(folds: readonly Metrics[]): { mean: Metrics; std: Metrics } {
  const summary: { mean: Metrics; std: Metrics } = { mean: {}, std: {} };
  for (const name of metricNames) {
    const values = valuesOf(folds, name);
    if (values.length === 0) {
      continue;
    }
    summary.mean[name] = mean(values);
    summary.std[name] = standardDeviation(values);
  }
  return summary;
}

function valuesOf(folds: readonly Metrics[], name: MetricName): number[] {
  return folds.map((metrics) => metrics[name]).filter((value) => value !== undefined);
}
