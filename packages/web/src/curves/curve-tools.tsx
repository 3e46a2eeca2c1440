import { useLanguage } from "../language/language-context.tsx";
import type { CurveName, CurveState } from "../view-state/task/curve-state.ts";
import { AxisSelect } from "./axis-select.tsx";

interface CurveToolsProps {
  state: CurveState;
  /** The curves along which others can be drawn. */
  metrics: readonly CurveName[];
  onChange: (changes: Partial<CurveState>) => void;
}

/** The row above the curves of a page: which of them are shown, and how all of them are drawn. */
export function CurveTools({ state, metrics, onChange }: CurveToolsProps) {
  const { texts } = useLanguage();
  const words = texts.curves;
  return (
    <form class="tools" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={state.search}
        onInput={(event) => onChange({ search: event.currentTarget.value })}
      />
      <DrawingTools state={state} metrics={metrics} onChange={onChange} />
    </form>
  );
}

/** How all curves of a page are drawn: along which axis, how smooth, and which axes are logarithmic. */
export function DrawingTools({ state, metrics, onChange }: CurveToolsProps) {
  const { texts, formats } = useLanguage();
  const words = texts.curves;
  return (
    <>
      <AxisSelect axis={state.axis} metrics={metrics} onChange={(axis) => onChange({ axis, ranges: {} })} />
      <label>
        {words.smoothing}{" "}
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={state.smoothing}
          onInput={(event) => onChange({ smoothing: Number(event.currentTarget.value) })}
        />
      </label>
      <output class="smoothing">{formats.measure(state.smoothing)}</output>
      <label>
        <input
          type="checkbox"
          checked={state.log}
          onChange={(event) => onChange({ log: event.currentTarget.checked })}
        />{" "}
        {words.logarithmic}
      </label>
      <label>
        <input
          type="checkbox"
          checked={state.logX}
          disabled={state.axis === "timestamp"}
          onChange={(event) => onChange({ logX: event.currentTarget.checked })}
        />{" "}
        {words.logarithmicX}
      </label>
    </>
  );
}
