import { sizeText } from "../stored/size-text.ts";
import type { LineageGraph } from "./graph.ts";

/** One version in the plot and the table of a lineage. */
export interface LineageNode {
  id: string;
  name: string;
  removed: number;
  modified: number;
  added: number;
  /** Bytes that this version contributes to the one that is shown. */
  size: number;
}

/** A plot of versions, each after its parents; the last one is the version itself. */
export function lineageFigure(nodes: readonly LineageNode[], graph: LineageGraph): { data: object[]; layout: object } {
  const label = nodes.map(({ id }) => id);
  const color = nodes.map((_, index) => (index === nodes.length - 1 ? "mediumpurple" : "lightblue"));
  const customdata = nodes.map(
    ({ name, removed, modified, added, size }) =>
      `name ${name}<br />removed ${removed}<br />modified ${modified}<br />added ${added}<br />size ${sizeText(size)}`,
  );
  const hovertemplate = "%{customdata}<extra></extra>";
  const axes = { xaxis: { visible: false }, yaxis: { visible: false } };
  if (nodes.length === 1) {
    // One version makes no flow: a single dot stands for it.
    const marker = { color, size: [40] };
    const dot = { x: [0], y: [1], text: label, customdata, mode: "markers", hovertemplate, marker, showlegend: false };
    return { data: [{ ...dot, type: "scatter" }], layout: { hovermode: "closest", ...axes } };
  }
  const index = new Map(label.map((id, position) => [id, position]));
  const links = nodes.flatMap((node, target) =>
    (graph[node.id] ?? []).flatMap((parent) => {
      const source = index.get(parent);
      return source === undefined ? [] : [{ source, target, value: Math.max(1, nodes[source]?.added ?? 0) }];
    }),
  );
  const flow = {
    link: {
      source: links.map(({ source }) => source),
      target: links.map(({ target }) => target),
      value: links.map(({ value }) => value),
      hovertemplate: "<extra></extra>",
    },
    node: { label, color, customdata, hovertemplate, hoverlabel: { align: "left" } },
    textfont: { color: "rgba(0,0,0,255)", size: 10 },
    type: "sankey",
    orientation: "h",
  };
  return { data: [flow], layout: axes };
}

/** The same as a table, with a header. */
export function lineageTable(nodes: readonly LineageNode[]): (string | number)[][] {
  return [
    ["Dataset id", "name", "removed", "modified", "added", "size"],
    ...nodes.map(({ id, name, removed, modified, added, size }) => [
      id,
      name,
      removed,
      modified,
      added,
      sizeText(size),
    ]),
  ];
}
