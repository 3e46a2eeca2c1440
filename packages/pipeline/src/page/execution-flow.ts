import type { StepStatus } from "../steps/step-report.ts";
import type { StepState } from "../steps/step-state.ts";
import { nodeParameters } from "./node-parameters.ts";
import { shownValue } from "./shown-value.ts";

/** The colours that ClearML gives to the states of a step. */
const colours: Readonly<Record<StepStatus, string>> = {
  pending: "lightsteelblue",
  queued: "#bdf5bd",
  running: "green",
  completed: "blue",
  cached: "darkslateblue",
  failed: "red",
  aborted: "royalblue",
  skipped: "gray",
};

/** Characters of a parameter that a label shows. */
const LABEL_WIDTH = 24;

/** A Plotly figure. */
export interface FlowFigure {
  data: object[];
  layout: object;
}

/** Draws the steps as ClearML draws a pipeline: a Sankey diagram, and single markers for steps without connections. */
export function executionFlow(steps: readonly StepState[]): FlowFigure {
  const indexes = new Map(steps.map((step, index) => [step, index]));
  const links = steps.flatMap((step, target) =>
    step.parents.map((parent) => ({ source: indexes.get(parent) ?? -1, target })),
  );
  const connected = new Set(links.flatMap(({ source, target }) => [source, target]));
  const single = steps.filter((_step, index) => !connected.has(index));
  if (single.length === 0) {
    return { data: [sankey(steps, links)], layout: { xaxis: { visible: false }, yaxis: { visible: false } } };
  }
  if (single.length === steps.length) {
    const layout = { hovermode: "closest", xaxis: { visible: false }, yaxis: { visible: false } };
    return { data: [markers(single)], layout };
  }
  return {
    data: [{ ...sankey(steps, links), domain: { x: [0, 1], y: [0.2, 1] } }, markers(single)],
    layout: {
      autosize: true,
      hovermode: "closest",
      xaxis: { anchor: "y", domain: [0, 1], visible: false },
      yaxis: { anchor: "x", domain: [0, 0.15], visible: false },
    },
  };
}

function sankey(steps: readonly StepState[], links: readonly { source: number; target: number }[]): object {
  return {
    type: "sankey",
    orientation: "h",
    // Labels would be drawn over the links; the page shows them when the mouse is over a node.
    textfont: { color: "rgba(0,0,0,0)", size: 1 },
    node: {
      label: steps.map(label),
      color: steps.map(({ status }) => colours[status]),
      hovertemplate: "%{label}<extra></extra>",
    },
    link: {
      source: links.map(({ source }) => source),
      target: links.map(({ target }) => target),
      value: links.map(() => 1),
      hovertemplate: "<extra></extra>",
    },
  };
}

function markers(steps: readonly StepState[]): object {
  return {
    type: "scatter",
    mode: "markers",
    x: steps.map((_step, index) => index),
    y: steps.map(() => 1),
    text: steps.map(label),
    marker: { color: steps.map(({ status }) => colours[status]), size: steps.map(() => 40) },
    hovertemplate: "%{text}<extra></extra>",
    showlegend: false,
  };
}

function label(step: StepState): string {
  const lines = Object.entries(nodeParameters(step)).map(([key, value]) => `${key}: ${cut(shownValue(value))}`);
  return `${step.name}<br />${lines.join("<br />")}`;
}

function cut(line: string): string {
  return line.length < LABEL_WIDTH ? line : `${line.slice(0, LABEL_WIDTH)} ...`;
}
