import { type MetricName, type Metrics, metricNames } from "./scores/metrics.ts";
import type { ModelComparison } from "./training-result.ts";
import type { TunedLearner } from "./tune.ts";

/** One line about what cross-validation said of a learner. */
export function describeValidation({ learner, params, validation }: TunedLearner, metric: MetricName): string {
  const { mean, std, folds, rows, seconds } = validation;
  const value =
    mean[metric] === undefined ? "undefined" : `${mean[metric].toFixed(3)} ± ${(std[metric] ?? 0).toFixed(3)}`;
  const settings = Object.entries(params).map(([name, setting]) => `${name} ${setting}`);
  const told = settings.length > 0 ? ` with ${settings.join(", ")}` : "";
  return `${learner.name}${told}: ${metric} ${value} in ${folds} folds of ${rows} training rows (${seconds.toFixed(1)} s)`;
}

/** One line about what the held-out rows said of a model. */
export function describeTest({ name, test, rows, seconds }: ModelComparison): string {
  return `${name} on ${rows.test} held-out rows: ${describeMetrics(test)} (fitted on ${rows.train} rows in ${seconds.fit.toFixed(1)} s)`;
}

function describeMetrics(metrics: Metrics): string {
  const known = metricNames.filter((name) => metrics[name] !== undefined);
  return known.map((name) => `${name} ${metrics[name]?.toFixed(3)}`).join(", ");
}
