import type { BestModel } from "../training/training-result.ts";
import { axis, colors, type Figure } from "./figure.ts";

const MOST_FEATURES = 20;

/** Draws what the most valuable features are worth to the best model. */
export function importanceBars({ name, metric, importance }: BestModel): Figure {
  const shown = importance.slice(0, MOST_FEATURES);
  return {
    data: [
      {
        type: "bar",
        orientation: "h",
        y: shown.map(({ feature }) => feature),
        x: shown.map(({ value }) => value),
        marker: { color: colors.best },
      },
    ],
    layout: {
      title: { text: `Importance of each feature to ${name}` },
      xaxis: axis(`loss of ${metric} when its values are shuffled`),
      yaxis: axis("", { autorange: "reversed" }),
    },
  };
}
