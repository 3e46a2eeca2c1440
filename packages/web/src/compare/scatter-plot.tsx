import { useLanguage } from "../language/language-context.tsx";
import type { CurveLook } from "../looks/colours/colours.ts";
import type { CompareState } from "../view-state/compare-state.ts";
import { extentOf, isWithin, labelledPlaces, type Quantity } from "./quantities.ts";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ScatterPlotProps {
  compared: ComparedTasks;
  across: Quantity;
  up: Quantity;
  /** The axes whose marked parts pale the tasks beside them. */
  axes: readonly Quantity[];
  brushes: CompareState["brushes"];
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, MARGIN] = [560, 340, 76, 44, 28];

/** Tasks as points by two of their quantities. */
export function ScatterPlot({ compared: { tasks, looks }, across, up, axes, brushes }: ScatterPlotProps) {
  const { texts } = useLanguage();
  const [x, y] = [extentOf(across), extentOf(up)];
  const left = (place: number) => LEFT + ((place - x.min) / (x.max - x.min)) * (WIDTH - LEFT - MARGIN);
  const top = (place: number) => HEIGHT - BOTTOM - ((place - y.min) / (y.max - y.min)) * (HEIGHT - BOTTOM - MARGIN);
  return (
    <svg class="scatter" width={WIDTH} height={HEIGHT} role="img" aria-label={texts.compare.scatter}>
      <path class="axis" d={`M${LEFT} ${MARGIN}V${HEIGHT - BOTTOM}H${WIDTH - MARGIN}`} />
      <Labels quantity={across}>
        {(place, label) => (
          <text key={place} x={left(place)} y={HEIGHT - BOTTOM + 16} text-anchor="middle">
            {label}
          </text>
        )}
      </Labels>
      <Labels quantity={up}>
        {(place, label) => (
          <text key={place} x={LEFT - 6} y={top(place) + 4} text-anchor="end">
            {label}
          </text>
        )}
      </Labels>
      <text class="title" x={(LEFT + WIDTH) / 2} y={HEIGHT - 6} text-anchor="middle">
        {across.title}
      </text>
      <text class="title" x={LEFT} y={10}>
        {up.title}
      </text>
      {tasks.map((task, index) => {
        const [placeX, placeY] = [across.places[index], up.places[index]];
        return (
          placeX !== undefined &&
          placeY !== undefined && (
            <circle
              key={task.id}
              class={isWithin(index, axes, brushes) ? "run" : "run out"}
              cx={left(placeX)}
              cy={top(placeY)}
              r={5}
              style={pointStyle(looks.get(task.id))}
            >
              <title>{`${task.name}: ${across.texts[index]}, ${up.texts[index]}`}</title>
            </circle>
          )
        );
      })}
    </svg>
  );
}

/** A task whose line is dashed is a ring. */
function pointStyle(look: CurveLook | undefined) {
  return { stroke: look?.colour, strokeWidth: 2, fill: look?.isDashed ? "none" : look?.colour };
}

interface LabelsProps {
  quantity: Quantity;
  children: (place: number, label: string) => preact.ComponentChild;
}

/** The words of an axis, or some of its numbers. */
function Labels({ quantity, children }: LabelsProps) {
  const { formats } = useLanguage();
  return (
    <>{labelledPlaces(quantity).map((place) => children(place, quantity.words?.[place] ?? formats.measure(place)))}</>
  );
}
