import { metricsOf } from "../training/scores/metrics.ts";
import type { TrainingResult } from "../training/training-result.ts";
import { comparisonBars } from "./comparison-bars.ts";
import { correlationHeatMap } from "./correlation-heat-map.ts";
import type { Figure } from "./figure.ts";
import { importanceBars } from "./importance-bars.ts";
import { predictedAgainstMeasured } from "./predicted-against-measured.ts";
import { residualHistogram } from "./residual-histogram.ts";

/** A figure with where it is shown. */
export interface TitledFigure {
  readonly title: string;
  readonly series: string;
  readonly figure: Figure;
}

/** All figures of a training run. */
export function trainingFigures(result: TrainingResult): TitledFigure[] {
  const { best, comparison, correlation, predictions, task } = result;
  const residuals = residualHistogram(predictions);
  return [
    ...metricsOf(task).map((metric) => ({
      title: "Model comparison",
      series: metric,
      figure: comparisonBars(comparison, metric),
    })),
    { title: "Predicted against measured", series: best.name, figure: predictedAgainstMeasured(predictions) },
    ...(residuals ? [{ title: "Residuals", series: best.name, figure: residuals }] : []),
    { title: "Correlation", series: "features", figure: correlationHeatMap(correlation) },
    ...(best.importance.length > 0
      ? [{ title: "Feature importance", series: best.name, figure: importanceBars(best) }]
      : []),
  ];
}
