import type { CorrelationMatrix } from "../training/scores/correlation.ts";
import { axis, type Figure } from "./figure.ts";

/** Draws how features and target go together, from -1 to 1. */
export function correlationHeatMap({ names, values }: CorrelationMatrix): Figure {
  const rounded = values.map((line) => line.map((value) => (value === null ? null : Number(value.toFixed(3)))));
  return {
    data: [{ type: "heatmap", x: names, y: names, z: rounded, zmin: -1, zmax: 1, colorscale: "RdBu" }],
    layout: {
      title: { text: "Correlation of features and target, training rows" },
      xaxis: axis("", { tickangle: -60 }),
      // The first feature stands at the top, as in a table.
      yaxis: axis("", { autorange: "reversed" }),
    },
  };
}
