import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { CallError } from "../api/api.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";
import { EnlargeButton } from "../looks/enlarge-button.tsx";
import { Problem } from "../looks/problem.tsx";
import { type CurveName, type CurveState, withRange } from "../view-state/task/curve-state.ts";
import { Chart } from "./chart/chart.tsx";
import type { ChartCurve } from "./chart/chart-curve.ts";
import { DrawingTools } from "./curve-tools.tsx";

/** A chart with all that its card shows of it and can change. */
export interface ChartCardProps {
  /** Its name among the charts of the page. */
  title: string;
  place: RefObject<HTMLElement>;
  curves: readonly ChartCurve[];
  state: CurveState;
  onChange: (changes: Partial<CurveState>) => void;
  /** The curves along which others can be drawn. */
  metrics: readonly CurveName[];
  isInSight: boolean;
  error: CallError | null;
  /** Stands below the chart. */
  children?: ComponentChildren;
}

/** A chart on a card, and over the whole page where somebody enlarges it: with the same zoom, smoothing and hidden curves. */
export function ChartCard(props: ChartCardProps) {
  const { title, place, curves, state, onChange, metrics, isInSight, error, children } = props;
  const { texts } = useLanguage();
  /** The keys of curves that somebody has hidden. */
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { axis, log, logX } = state;
  const range = state.ranges[title];
  const chart = {
    name: title,
    curves,
    axis,
    isLog: log,
    isLogX: logX && axis !== "timestamp",
    range,
    onRange: (marked: typeof range) => onChange({ ranges: withRange(state.ranges, title, marked) }),
    hidden,
    onHidden: setHidden,
  };
  const showAll = range && (
    <button type="button" onClick={() => chart.onRange(undefined)}>
      {texts.curves.showAll}
    </button>
  );
  return (
    <section class="card" ref={place} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {showAll}
        <EnlargeButton name={title} onClick={() => onChange({ large: title })} />
      </header>
      <Problem error={error} />
      <Chart {...chart} isShown={isInSight} />
      {children}
      {state.large === title && (
        <Dialog title={title} isLarge onClose={() => onChange({ large: undefined })}>
          <form class="tools" onSubmit={(event) => event.preventDefault()}>
            <DrawingTools state={state} metrics={metrics} onChange={onChange} />
            {showAll}
          </form>
          <Chart {...chart} />
        </Dialog>
      )}
    </section>
  );
}
