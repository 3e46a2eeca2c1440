import { createRandom } from "../data/simulation/random.ts";
import type { TrainingTable } from "../features/training-table.ts";
import { ModelCountError, UndefinedMetricError } from "./errors.ts";
import { type FoldEvent, foldRows } from "./folds/cross-validate.ts";
import { evenSample } from "./folds/even-sample.ts";
import type { Learner } from "./learners/learner.ts";
import { learners } from "./learners/learners.ts";
import { gatherRows } from "./rows/rows.ts";
import { type TrainingData, trainingData } from "./rows/training-data.ts";
import { correlate } from "./scores/correlation.ts";
import { isBetter, type MetricName, metrics, resolveMetric, score } from "./scores/metrics.ts";
import type { JobResult } from "./threads/job.ts";
import { startTrainingThreads, type TrainingThreads } from "./threads/training-threads.ts";
import { describeTest, describeValidation } from "./training-log.ts";
import type { ModelComparison, TrainingResult } from "./training-result.ts";
import { type TunedLearner, tuneLearner } from "./tune.ts";

/** How models are compared. */
export interface TrainModelsOptions {
  /** The metric that chooses the best model; a metric for classes makes it classification. */
  mainMetric: string;
  /** How many learners to compare, from the simplest on. @default all */
  models?: number;
  /** Whether learners with something to tune are tuned. @default true */
  tune?: boolean;
  /** The same seed gives the same models. @default 1 */
  seed?: number;
  /** Called when a fold of cross-validation is done. */
  onFold?: (event: FoldEvent) => void;
  /** Called when a model has been judged on the held-out rows. */
  onModel?: (model: ModelComparison) => void;
  /** Called with each line of progress. */
  log?: (line: string) => void;
  /** Ends training; its threads are stopped in the middle of what they do. */
  signal?: AbortSignal;
}

const FOLDS = 5;
/** Cross-validation compares learners on the same rows; more of them take minutes and change no order. */
const VALIDATION_ROWS = 10_000;

/**
 * Compares learners by cross-validation over groups, chooses the best by the main metric, and judges every one once on
 * the held-out rows.
 *
 * The choice never looks at the held-out rows, so what they say of the best model is not flattered by the choosing.
 *
 * @throws {@link UnknownMetricError} when there is no such metric.
 * @throws {@link ModelCountError} when so many models cannot be compared.
 * @throws {@link TooFewGroupsError} when the rows cannot be parted by group.
 * @throws {@link TargetError} when there is nothing to predict.
 * @throws {@link NoFeaturesError} when there is nothing to learn from.
 * @throws {@link UndefinedMetricError} when no model has a value of the main metric.
 * @throws {@link LearnerError} when a learner fails.
 */
export async function trainModels(table: TrainingTable, options: TrainModelsOptions): Promise<TrainingResult> {
  const { seed = 1, tune = true, log, onFold, signal } = options;
  const mainMetric = resolveMetric(options.mainMetric);
  const { task } = metrics[mainMetric];
  const asked = firstLearners(options.models ?? learners.length);
  const data = trainingData(table, task);

  const suited = asked.map((learner) => ({ learner, reason: learner.unsuitable?.(data.train.rows) }));
  const skipped = suited.flatMap(({ learner, reason }) => (reason ? [{ name: learner.name, reason }] : []));
  for (const { name, reason } of skipped) {
    log?.(`${name} is left out: ${reason}.`);
  }
  const chosen = suited.flatMap(({ learner, reason }) => (reason ? [] : [learner]));

  await using threads = startTrainingThreads(signal && { signal });
  const folds = foldRows(data.train, { folds: FOLDS, rowLimit: VALIDATION_ROWS, seed });
  const context = { folds, threads, ...(onFold && { onFold }) };
  const tuned = await Promise.all(
    chosen.map(async (learner) => {
      const result = await tuneLearner(learner, { metric: mainMetric, tune, seed }, context);
      log?.(describeValidation(result, mainMetric));
      return result;
    }),
  );
  const ranked = rank(tuned, mainMetric);
  const best = ranked[0];
  const validated = best?.validation.mean[mainMetric];
  if (best === undefined || validated === undefined) {
    throw new UndefinedMetricError(mainMetric);
  }
  log?.(`${best.learner.name} is the best by ${mainMetric} in cross-validation.`);

  const judged = await Promise.all(
    tuned.map(async (result) => {
      const keep = result === best ? { metric: mainMetric, seed } : undefined;
      const verdict = await judge(result, data, { threads, seed, ...(keep && { keep }) });
      log?.(describeTest(verdict.model));
      options.onModel?.(verdict.model);
      return verdict;
    }),
  );

  const winner = judged.find(({ model }) => model.name === best.learner.name);
  const value = winner?.model.test[mainMetric];
  if (winner?.job.kept === undefined || value === undefined) {
    throw new UndefinedMetricError(mainMetric);
  }
  const { name, framework, params } = winner.model;
  return {
    task,
    mainMetric,
    comparison: ranked.flatMap(({ learner }) =>
      judged.flatMap(({ model }) => (model.name === learner.name ? [model] : [])),
    ),
    best: { name, framework, params, metric: mainMetric, value, validated, ...winner.job.kept },
    predictions: {
      row: data.test.positions,
      group: data.test.groups,
      measured: data.test.rows.target,
      predicted: winner.job.predicted,
    },
    correlation: correlate(data.train.rows, { seed }),
    skipped,
  };
}

function firstLearners(count: number): readonly Learner[] {
  if (!Number.isInteger(count) || count < 1 || count > learners.length) {
    throw new ModelCountError(count, learners.length);
  }
  return learners.slice(0, count);
}

/** The best by cross-validation first; of equals, the simpler. */
function rank(tuned: readonly TunedLearner[], metric: MetricName): TunedLearner[] {
  const value = ({ validation }: TunedLearner) => validation.mean[metric];
  return [...tuned].sort((a, b) => {
    if (isBetter(metric, value(a), value(b))) {
      return -1;
    }
    return isBetter(metric, value(b), value(a)) ? 1 : 0;
  });
}

/** Fits a learner on the training rows and looks, once, at the held-out rows. */
async function judge(
  { learner, params, validation, seconds }: TunedLearner,
  { train, test }: TrainingData,
  options: {
    threads: TrainingThreads;
    seed: number;
    keep?: { metric: MetricName; seed: number };
  },
): Promise<{ model: ModelComparison; job: JobResult }> {
  const { threads, seed, keep } = options;
  const positions = evenSample(train.groups, learner.rowLimit ?? Number.POSITIVE_INFINITY, createRandom(seed));
  const rows = positions.length < train.positions.length ? gatherRows(train.rows, positions) : train.rows;
  const job = { learner: learner.name, params, train: rows, predict: test.rows, ...(keep && { keep }) };
  const result = await threads.run(job);
  const note = learner.note?.(train.rows);
  const model: ModelComparison = {
    name: learner.name,
    framework: learner.framework,
    params,
    validation,
    test: score(test.rows.target, result.predicted),
    rows: { train: positions.length, test: test.positions.length },
    seconds: { validation: seconds, fit: result.seconds },
    ...(note !== undefined && { note }),
  };
  return { model, job: result };
}
