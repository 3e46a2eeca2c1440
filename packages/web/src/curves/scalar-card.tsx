import type { Curve } from "@clearml-ts/protocol";
import { useMemo, useRef } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import type { CurveRange, CurveState } from "../view-state/curve-state.ts";
import { Chart, type ChartCurve } from "./chart.tsx";
import { curveColour } from "./colours.ts";
import { smoothed } from "./smoothing.ts";
import { useInSight } from "./use-in-sight.ts";

/** Buckets of a curve: more than a card has pixels would be drawn over one another. */
const SAMPLES = 800;

interface ScalarCardProps {
  task: string;
  metric: string;
  state: CurveState;
  every: number | undefined;
  /** Called when somebody zooms; with undefined to show all again. */
  onRange: (range: CurveRange | undefined) => void;
}

/** One metric with its variants. Marking a part asks the server for the points there; a double click shows all again. */
export function ScalarCard({ task, metric, state, every, onRange }: ScalarCardProps) {
  const { texts, formats } = useLanguage();
  const place = useRef<HTMLElement>(null);
  const isInSight = useInSight(place);
  const range = state.ranges[metric];
  const { data } = useReply(
    "events.scalar_metrics_iter_histogram",
    {
      task,
      metrics: [{ metric }],
      samples: SAMPLES,
      key: state.axis,
      envelope: true,
      ...(range && { range }),
    },
    { every, enabled: isInSight },
  );
  const variants = data?.[metric];
  const curves = useMemo(
    () => Object.values(variants ?? {}).map((curve, index) => chartCurve(curve, index, state.smoothing)),
    [variants, state.smoothing],
  );
  if (variants === undefined && data !== undefined && range === undefined) {
    // The metric has single values only, which the overview shows.
    return null;
  }
  return (
    <section class="card" ref={place} aria-label={metric}>
      <h3>
        {metric}
        {range && (
          <button type="button" onClick={() => onRange(undefined)}>
            {texts.curves.showAll}
          </button>
        )}
      </h3>
      <Chart curves={curves} isTime={state.axis === "timestamp"} isLog={state.log} range={range} onRange={onRange} />
      <ul class="legend">
        {curves.map(({ name, colour, y }) => (
          <li key={name}>
            <span class="swatch" style={{ background: colour }} /> {name}{" "}
            <b>{y.length > 0 && formats.measure(y.at(-1) as number)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function chartCurve(curve: Curve, index: number, smoothing: number): ChartCurve {
  const isBucketed = curve.y.some((mean, at) => curve.y_min?.[at] !== mean || curve.y_max?.[at] !== mean);
  return {
    name: curve.name,
    x: curve.x as number[],
    y: smoothing > 0 ? smoothed(curve.y, smoothing) : curve.y,
    ...(isBucketed && { least: curve.y_min, greatest: curve.y_max }),
    colour: curveColour(index),
  };
}
