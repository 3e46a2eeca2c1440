import { type Figure, isObject } from "../figure.ts";

/** The colours of the page that a plot takes over. */
export interface PlotLooks {
  ink: string;
  line: string;
  /** Colours of traces, one after the other. */
  traces: readonly string[];
}

/** A figure in the colours of the page; one with a template of its own keeps what its author chose. */
export function inLooksOf({ data, layout }: Figure, { ink, line, traces }: PlotLooks): Figure {
  if (isObject(layout["template"])) {
    return { data, layout };
  }
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: line, automargin: true };
  const transparent = "rgba(0,0,0,0)";
  const template = {
    layout: {
      paper_bgcolor: transparent,
      plot_bgcolor: transparent,
      font: { color: ink, family: "system-ui, sans-serif" },
      colorway: traces,
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: axis, yaxis: axis, zaxis: axis },
      margin: { l: 56, r: 24, t: layout["title"] === undefined ? 16 : 48, b: 40 },
    },
  };
  return { data, layout: { ...layout, template } };
}
