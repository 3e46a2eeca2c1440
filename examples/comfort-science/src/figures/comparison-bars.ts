import { type MetricName, metrics } from "../training/scores/metrics.ts";
import type { ModelComparison } from "../training/training-result.ts";
import { axis, colors, type Figure } from "./figure.ts";

/** Compares models by one metric: what the held-out rows say, beside what cross-validation said, with its spread. */
export function comparisonBars(comparison: readonly ModelComparison[], metric: MetricName): Figure {
  const names = comparison.map(({ name }) => name);
  return {
    data: [
      {
        type: "bar",
        name: "held-out rows",
        x: names,
        y: comparison.map(({ test }) => test[metric] ?? null),
        marker: { color: colors.best },
      },
      {
        type: "bar",
        name: "cross-validation",
        x: names,
        y: comparison.map(({ validation }) => validation.mean[metric] ?? null),
        error_y: { type: "data", array: comparison.map(({ validation }) => validation.std[metric] ?? null) },
        marker: { color: colors.validation },
      },
    ],
    layout: {
      title: { text: `${metric} by model (${metrics[metric].better} is better)` },
      barmode: "group",
      xaxis: axis("model"),
      yaxis: axis(metric),
    },
  };
}
