import { mean, relativeError, rootMeanSquare, rSquared } from "simple-statistics";
import { type Column, isNumeric } from "../../data/table/table.ts";
import { UnknownMetricError } from "../errors.ts";

/** Whether numbers or classes are learned. */
export type LearningTask = "regression" | "classification";

interface MetricTraits {
  readonly task: LearningTask;
  readonly better: "higher" | "lower";
}

/** The names of the metrics that can judge a model. */
export const metrics = {
  /** The share of the target's variance that is explained; 0 is what the mean of the judged rows would get. */
  R2: { task: "regression", better: "higher" },
  /** Root of the mean squared error, in the target's unit. */
  RMSE: { task: "regression", better: "lower" },
  /** Mean absolute error, in the target's unit. */
  MAE: { task: "regression", better: "lower" },
  /** Mean absolute error in percent of the target, over the rows whose target is not zero. */
  MAPE: { task: "regression", better: "lower" },
  /** The share of rows whose class is right. */
  Accuracy: { task: "classification", better: "higher" },
  /** The mean over classes, large or small, of the harmonic mean of precision and recall (macro F1). */
  F1: { task: "classification", better: "higher" },
} as const satisfies Record<string, MetricTraits>;

/** The name of a metric. */
export type MetricName = keyof typeof metrics;

/** Values by metric; one that is not defined on the rows is absent. */
export type Metrics = Partial<Record<MetricName, number>>;

/** The names of all metrics. */
export const metricNames = Object.keys(metrics) as MetricName[];

/**
 * Finds a metric by its name, in upper or lower case.
 *
 * @throws {@link UnknownMetricError} when there is none of that name.
 */
export function resolveMetric(name: string): MetricName {
  const known = metricNames.find((metric) => metric.toLowerCase() === name.trim().toLowerCase());
  if (known === undefined) {
    throw new UnknownMetricError(name, metricNames);
  }
  return known;
}

/** The metrics of a task, in the order in which they are shown. */
export function metricsOf(task: LearningTask): MetricName[] {
  return metricNames.filter((name) => metrics[name].task === task);
}

/** Whether the first value of a metric is better than the second; a value that is not there is worse than any. */
export function isBetter(metric: MetricName, value: number | undefined, than: number | undefined): boolean {
  if (value === undefined || Number.isNaN(value)) {
    return false;
  }
  if (than === undefined || Number.isNaN(than)) {
    return true;
  }
  return metrics[metric].better === "higher" ? value > than : value < than;
}

/** Judges predictions by every metric of their kind. */
export function score(measured: Column, predicted: Column): Metrics {
  if (isNumeric(measured) && isNumeric(predicted)) {
    return scoreNumbers(measured, predicted);
  }
  if (isNumeric(measured) || isNumeric(predicted)) {
    throw new Error("Numbers and classes cannot be compared.");
  }
  return scoreClasses(measured, predicted);
}

function scoreNumbers(measured: Float64Array, predicted: Float64Array): Metrics {
  const pairs = Array.from(measured, (value, row): [number, number] => [predicted[row] ?? Number.NaN, value]);
  const errors = pairs.map(([prediction, value]) => prediction - value);
  const relative = pairs
    .filter(([, value]) => value !== 0)
    .map(([prediction, value]) => relativeError(prediction, value));
  return defined({
    // With a single pair the library answers 1, where there is no variance to explain.
    ...(pairs.length > 1 && { R2: rSquared(pairs, (prediction) => prediction) }),
    ...(errors.length > 0 && { RMSE: rootMeanSquare(errors), MAE: mean(errors.map(Math.abs)) }),
    ...(relative.length > 0 && { MAPE: 100 * mean(relative) }),
  });
}

function scoreClasses(measured: string[], predicted: string[]): Metrics {
  const right = measured.map((name, row) => (name === predicted[row] ? 1 : 0));
  const count = (names: string[]) =>
    names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>());
  const truly = count(measured);
  const said = count(predicted);
  const hits = count(measured.filter((_, row) => right[row] === 1));
  // F1 of a class is 2 TP / (2 TP + FP + FN), and the latter sum is what was said plus what was true.
  const ofClass = (name: string) => (2 * (hits.get(name) ?? 0)) / ((truly.get(name) ?? 0) + (said.get(name) ?? 0));
  const classes = [...new Set([...measured, ...predicted])];
  return classes.length > 0 ? { Accuracy: mean(right), F1: mean(classes.map(ofClass)) } : {};
}

function defined(scores: Metrics): Metrics {
  return Object.fromEntries(Object.entries(scores).filter(([, value]) => Number.isFinite(value)));
}
