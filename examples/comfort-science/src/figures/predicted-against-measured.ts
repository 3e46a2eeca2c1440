import { isNumeric } from "../data/table/table.ts";
import { classNames } from "../training/scores/outcome.ts";
import type { Predictions } from "../training/training-result.ts";
import { type Bins, binOf, centres, niceBins } from "./bins.ts";
import { axis, colors, densityScale, type Figure } from "./figure.ts";

const MOST_BINS = 40;

/**
 * Draws how often each predicted value meets each measured one.
 *
 * Votes are whole numbers, so points would lie on a few lines, thousands over one another: what is drawn is their
 * number. Of classes it is the confusion matrix.
 */
export function predictedAgainstMeasured({ measured, predicted }: Predictions): Figure {
  if (!isNumeric(measured) || !isNumeric(predicted)) {
    return confusionMatrix(Array.from(measured, String), Array.from(predicted, String));
  }
  const x = measuredBins(measured);
  const y = niceBins(predicted, MOST_BINS);
  const z = countPairs(x, y, measured, predicted);
  const ends = [Math.max(x.start, y.start), Math.min(x.start + x.width * x.count, y.start + y.width * y.count)];
  return {
    data: [
      {
        type: "heatmap",
        x: centres(x),
        y: centres(y),
        z,
        colorscale: densityScale,
        colorbar: { title: { text: "rows" } },
      },
      {
        type: "scatter",
        mode: "lines",
        x: ends,
        y: ends,
        name: "as measured",
        line: { color: colors.line, dash: "dot" },
      },
    ],
    layout: {
      title: { text: "Predicted against measured, held-out rows" },
      xaxis: axis("measured"),
      yaxis: axis("predicted"),
      showlegend: false,
    },
  };
}

/** One bin a value where the values are few and evenly spaced, as votes are. */
function measuredBins(measured: Float64Array): Bins {
  const distinct = [...new Set(measured)].sort((a, b) => a - b);
  const whole = distinct.every(Number.isInteger);
  const [low = 0] = distinct;
  const count = (distinct.at(-1) ?? low) - low + 1;
  return whole && count <= MOST_BINS ? { start: low - 0.5, width: 1, count } : niceBins(measured, MOST_BINS);
}

function countPairs(x: Bins, y: Bins, measured: Float64Array, predicted: Float64Array): number[][] {
  const counts = Array.from({ length: y.count }, () => new Array<number>(x.count).fill(0));
  for (const [row, value] of measured.entries()) {
    const line = counts[binOf(y, predicted[row] ?? 0)] ?? [];
    const column = binOf(x, value);
    line[column] = (line[column] ?? 0) + 1;
  }
  return counts;
}

function confusionMatrix(measured: readonly string[], predicted: readonly string[]): Figure {
  const classes = classNames([...measured, ...predicted]);
  const position = new Map(classes.map((name, index) => [name, index]));
  const z = classes.map(() => new Array<number>(classes.length).fill(0));
  for (const [row, name] of measured.entries()) {
    const line = z[position.get(predicted[row] ?? "") ?? 0] ?? [];
    const column = position.get(name) ?? 0;
    line[column] = (line[column] ?? 0) + 1;
  }
  return {
    data: [{ type: "heatmap", x: classes, y: classes, z, colorscale: densityScale, texttemplate: "%{z}" }],
    layout: {
      title: { text: "Confusion matrix, held-out rows" },
      // Classes may look like numbers, and are names.
      xaxis: axis("measured", { type: "category" }),
      yaxis: axis("predicted", { type: "category" }),
    },
  };
}
