import { useRef, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import type { CompareState, QuantityKey } from "../view-state/compare-state.ts";
import type { CurveRange } from "../view-state/task/curve-state.ts";
import { extentOf, isWithin, labelledPlaces, type Quantity } from "./quantities.ts";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ParallelPlotProps {
  compared: ComparedTasks;
  axes: readonly Quantity[];
  brushes: CompareState["brushes"];
  /** Called when somebody marks a part of an axis; with undefined to mark none. */
  onBrush: (key: QuantityKey, range: CurveRange | undefined) => void;
}

const [HEIGHT, TOP, BOTTOM] = [300, 34, 24];

/** The widths of all axes together, and of one, in pixels. */
const [WIDTH, LEAST, MOST] = [1_180, 170, 320];

/** Tasks as lines across parallel axes; marking parts of axes leaves those that run through all of them. */
export function ParallelPlot({ compared: { tasks, looks }, axes, brushes, onBrush }: ParallelPlotProps) {
  const { texts } = useLanguage();
  const scales = axes.map((axis) => scaleOf(axis));
  const step = Math.min(MOST, Math.max(LEAST, WIDTH / axes.length));
  const left = (index: number) => (index + 0.5) * step;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys
    <section class="parallel" tabIndex={0} aria-label={texts.compare.parallel}>
      <svg width={axes.length * step} height={HEIGHT} role="img" aria-label={texts.compare.parallel}>
        {tasks.map((task, index) => {
          const points = axes.flatMap(({ places }, axis) => {
            const place = places[index];
            return place === undefined ? [] : [`${left(axis)},${scales[axis]?.down(place)}`];
          });
          const look = looks.get(task.id);
          return (
            <polyline
              key={task.id}
              class={isWithin(index, axes, brushes) ? "run" : "run out"}
              points={points.join(" ")}
              stroke-dasharray={look?.isDashed ? "6 4" : undefined}
              style={{ stroke: look?.colour }}
            >
              <title>{task.name}</title>
            </polyline>
          );
        })}
        {axes.map((axis, index) => (
          <Axis
            key={axis.key}
            axis={axis}
            x={left(index)}
            scale={scales[index] ?? scaleOf(axis)}
            brush={brushes[axis.key]}
            onBrush={(range) => onBrush(axis.key, range)}
          />
        ))}
      </svg>
    </section>
  );
}

/** The places of an axis in pixels from the top, and back. */
interface Scale {
  down: (place: number) => number;
  place: (down: number) => number;
}

function scaleOf(axis: Quantity): Scale {
  const { min, max } = extentOf(axis);
  const length = HEIGHT - TOP - BOTTOM;
  return {
    down: (place) => HEIGHT - BOTTOM - ((place - min) / (max - min)) * length,
    place: (down) => min + ((HEIGHT - BOTTOM - down) / length) * (max - min),
  };
}

interface AxisProps {
  axis: Quantity;
  x: number;
  scale: Scale;
  brush: CurveRange | undefined;
  onBrush: (range: CurveRange | undefined) => void;
}

function Axis({ axis, x, scale, brush, onBrush }: AxisProps) {
  const { formats } = useLanguage();
  const start = useRef<number>();
  /** The part that is being marked, in pixels from the top. */
  const [marked, setMarked] = useState<readonly [number, number]>();
  const { min, max } = extentOf(axis);
  const labels = labelledPlaces(axis).map((place) => [place, axis.words?.[place] ?? formats.measure(place)] as const);
  const down = (event: PointerEvent) => {
    const top = (event.currentTarget as Element).getBoundingClientRect().top;
    return TOP + Math.min(HEIGHT - TOP - BOTTOM, Math.max(0, event.clientY - top));
  };
  const part = marked ?? (brush && [scale.down(Math.min(brush.max, max)), scale.down(Math.max(brush.min, min))]);
  return (
    <g>
      <text class="title" x={x} y={14} text-anchor="middle">
        {short(axis.title)}
        <title>{axis.title}</title>
      </text>
      <line class="axis" x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} />
      {labels.map(([place, label]) => (
        <text key={place} x={x + 8} y={scale.down(place) + 4}>
          {short(label)}
        </text>
      ))}
      {part && <rect class="brush" x={x - 8} y={part[0]} width={16} height={Math.max(1, part[1] - part[0])} />}
      <rect
        class="handle"
        data-axis={axis.title}
        x={x - 12}
        y={TOP}
        width={24}
        height={HEIGHT - TOP - BOTTOM}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = down(event);
        }}
        onPointerMove={(event) => {
          if (start.current !== undefined) {
            const end = down(event);
            setMarked([Math.min(start.current, end), Math.max(start.current, end)]);
          }
        }}
        onPointerUp={() => {
          const isClick = marked === undefined || marked[1] - marked[0] < 3;
          onBrush(isClick ? undefined : { min: scale.place(marked[1]), max: scale.place(marked[0]) });
          start.current = undefined;
          setMarked(undefined);
        }}
      />
    </g>
  );
}

/** A name with its end: what differs between long names stands there. */
function short(text: string): string {
  return text.length <= 22 ? text : `…${text.slice(-21)}`;
}
