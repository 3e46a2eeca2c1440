import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { type GraphNode, layOut, type Place } from "./layout.ts";
import "./graph.css";

const [WIDTH, GAP_X, GAP_Y] = [190, 48, 18];

/** The heights of boxes whose titles have one line and two. */
const [LOW, HIGH] = [44, 62];

/** Letters of a title that surely fit into one line. */
const LINE = 22;

/** How much larger or smaller a graph gets by one step. */
const STEP = 1.25;

interface BoxGraphProps<Node extends GraphNode> {
  nodes: readonly Node[];
  /** The name that readers of screens hear. */
  name: string;
  /** The title of a box, of which the content shows at most two lines. */
  title: (node: Node) => string;
  /** The classes of a box, which give its colours. */
  look: (node: Node) => string;
  /** The content of a box: one or two lines. */
  children: (node: Node) => ComponentChildren;
}

/** A graph from left to right: a box a node, a line for everything that one comes after. */
export function BoxGraph<Node extends GraphNode>({ nodes, name, title, look, children }: BoxGraphProps<Node>) {
  const { texts } = useLanguage();
  const [zoom, setZoom] = useState(1);
  const places = useMemo(() => layOut(nodes), [nodes]);
  const height = nodes.some((node) => title(node).length > LINE) ? HIGH : LOW;
  const top = ({ row }: Spot) => row * (height + GAP_Y);
  const byName = new Map(places.map((place) => [place.node.name, place]));
  const columns = Math.max(0, ...places.map(({ column }) => column)) + 1;
  const rows = Math.max(0, ...places.map(({ row }) => row)) + 1;
  const lines = places.flatMap((place) =>
    place.node.parents.flatMap((parent) => {
      const from = byName.get(parent);
      return from ? [{ key: `${parent} ${place.node.name}`, from, to: place }] : [];
    }),
  );
  return (
    <>
      {places.length > 12 && (
        <div class="zoom">
          <button type="button" aria-label={texts.pipeline.smaller} onClick={() => setZoom(zoom / STEP)}>
            −
          </button>
          <button type="button" aria-label={texts.pipeline.larger} onClick={() => setZoom(zoom * STEP)}>
            +
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys */}
      <section class="graph" tabIndex={0} aria-label={name}>
        <div style={{ zoom, width: `${columns * (WIDTH + GAP_X)}px`, height: `${rows * (height + GAP_Y)}px` }}>
          <svg width={columns * (WIDTH + GAP_X)} height={rows * (height + GAP_Y)} aria-hidden="true">
            {lines.map(({ key, from, to }) => (
              <path
                key={key}
                class="edge"
                d={curve([left(from) + WIDTH, top(from) + height / 2], [left(to), top(to) + height / 2])}
              />
            ))}
          </svg>
          {places.map((place) => (
            <div
              key={place.node.name}
              class={`node ${look(place.node)}`}
              style={{ left: `${left(place)}px`, top: `${top(place)}px`, width: `${WIDTH}px`, height: `${height}px` }}
            >
              {children(place.node)}
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

type Spot = Pick<Place<GraphNode>, "column" | "row">;

function left({ column }: Spot): number {
  return column * (WIDTH + GAP_X);
}

function curve([x1, y1]: [number, number], [x2, y2]: [number, number]): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
