import { mean, standardDeviation } from "simple-statistics";
import { isNumeric } from "../data/table/table.ts";
import type { Predictions } from "../training/training-result.ts";
import { binOf, centres, niceBins } from "./bins.ts";
import { axis, colors, type Figure } from "./figure.ts";

const MOST_BINS = 60;

/** Draws how often the prediction is off by how much; nothing of classes, which are right or wrong. */
export function residualHistogram({ measured, predicted }: Predictions): Figure | undefined {
  if (!isNumeric(measured) || !isNumeric(predicted)) {
    return undefined;
  }
  const residuals = Array.from(measured, (value, row) => value - (predicted[row] ?? 0));
  const bins = niceBins(residuals, MOST_BINS);
  const counts = new Array<number>(bins.count).fill(0);
  for (const residual of residuals) {
    const bin = binOf(bins, residual);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const summary = `mean ${mean(residuals).toFixed(2)}, standard deviation ${standardDeviation(residuals).toFixed(2)}`;
  return {
    data: [{ type: "bar", x: centres(bins), y: counts, marker: { color: colors.best } }],
    layout: {
      title: { text: `Measured minus predicted, held-out rows (${summary})` },
      bargap: 0.05,
      xaxis: axis("measured minus predicted"),
      yaxis: axis("rows"),
    },
  };
}
