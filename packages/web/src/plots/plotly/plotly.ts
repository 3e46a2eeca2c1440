import type { Figure } from "../figure.ts";
import type { PlotlyBuild } from "./plotly-build.ts";

/** The part of Plotly that the page uses; its builds come without types. */
export interface Plotly {
  newPlot(place: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(place: HTMLElement): void;
  Plots: { resize(place: HTMLElement): Promise<unknown> };
}

/** Fetches a build of Plotly; this file alone knows the library. */
async function loadPlotly(build: PlotlyBuild): Promise<Plotly> {
  if (document.getElementById(MAP_STYLES) === null) {
    const styles = document.createElement("style");
    styles.id = MAP_STYLES;
    document.head.append(styles);
  }
  const module = await (build === "cartesian"
    ? import("plotly.js-cartesian-dist-min")
    : import("plotly.js-strict-dist-min"));
  return module.default;
}

/** The element by which Plotly knows that the style sheet of maps is there; the page draws none, and its policy takes no sheets of others. */
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";

const CONFIG = { displaylogo: false, responsive: false, modeBarButtonsToRemove: ["sendDataToCloud"] };

/** A plot that is drawn into an element. */
export interface DrawnPlot {
  resize(): void;
  remove(): void;
}

/**
 * Draws a figure.
 *
 * @throws an error of Plotly when it cannot be drawn.
 */
export async function drawPlot(place: HTMLElement, { data, layout }: Figure, build: PlotlyBuild): Promise<DrawnPlot> {
  const plotly = await loadPlotly(build);
  await plotly.newPlot(place, data, layout, CONFIG);
  return {
    // A figure may be drawn and still not survive another size.
    resize: () => void Promise.resolve(plotly.Plots.resize(place)).catch(() => {}),
    remove: () => plotly.purge(place),
  };
}
