import type { Figure } from "../figure.ts";

/** The build of Plotly that draws a figure: the small one for the plane, or the one for space, flows and maps. */
export type PlotlyBuild = "cartesian" | "strict";

/** The kinds of traces that the small build draws. */
const CARTESIAN: ReadonlySet<unknown> = new Set([
  ...["bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "pie", "scatter"],
  ...["scatterternary", "violin"],
]);

/** Maps are drawn over coasts and streets that Plotly fetches from elsewhere, which the page does not. */
const MAPS = /^(?:scatter|choropleth|density)(?:geo|map|mapbox)?$/;

/** Which build draws a figure; undefined for a map, which none can draw without asking other hosts. */
export function buildFor({ data }: Figure): PlotlyBuild | undefined {
  const types = data.map(({ type = "scatter" }) => type);
  if (types.some((type) => typeof type === "string" && type !== "scatter" && MAPS.test(type))) {
    return undefined;
  }
  return types.every((type) => CARTESIAN.has(type)) ? "cartesian" : "strict";
}
