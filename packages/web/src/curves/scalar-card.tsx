import { useMemo, useRef, useState } from "preact/hooks";
import { useInSight } from "../in-sight/use-in-sight.ts";
import { useLanguage } from "../language/language-context.tsx";
import { curveLook } from "../looks/colours/colours.ts";
import { Problem } from "../looks/problem.tsx";
import type { CurveName, CurveState } from "../view-state/task/curve-state.ts";
import { ChartCard } from "./chart-card.tsx";
import { drawnCurve } from "./drawn-curve.ts";
import { useAxis } from "./points/use-axis.ts";
import { useCurves } from "./points/use-curves.ts";

/** Variants that are shown at first. */
const FIRST = 10;

/** The metric under which SDKs report single values, which the overview shows: it rarely has a curve. */
const SINGLE_VALUES = "Summary";

interface ScalarCardProps {
  task: string;
  /** The moment at which the task began, in milliseconds. */
  begin: number;
  metric: string;
  variants: readonly string[];
  state: CurveState;
  every: number | undefined;
  onChange: (changes: Partial<CurveState>) => void;
  /** The curves along which others can be drawn. */
  metrics: readonly CurveName[];
}

/** One metric with its variants. Marking a part asks the server for the points there; a double click shows all again. */
export function ScalarCard({ task, begin, metric, variants, state, every, onChange, metrics }: ScalarCardProps) {
  const { texts } = useLanguage();
  const place = useRef<HTMLElement>(null);
  // A card that may have nothing to show takes no place until that is known.
  const mayBeEmpty = metric === SINGLE_VALUES;
  const isInSight = useInSight(place) || mayBeEmpty || state.large === metric;
  const [showsAll, setShowsAll] = useState(false);
  const range = state.ranges[metric];
  const { axis, smoothing } = state;
  const begins = useMemo(() => new Map([[task, begin]]), [task, begin]);
  const known = useAxis({ axis, range, begins, enabled: isInSight, every });
  const question = {
    tasks: [task],
    metric,
    variants: showsAll ? variants : variants.slice(0, FIRST),
    key: known.key,
    range: known.range,
  };
  const answer = useCurves(question, { enabled: isInSight && known.isKnown, withWhole: smoothing > 0, every });
  const values = known.values?.get(task);
  const curves = useMemo(
    () =>
      (answer.curves ?? []).map((curve, index) => {
        const whole = answer.whole?.find(({ variant }) => variant === curve.variant);
        const look = curveLook(index);
        return drawnCurve(curve, { name: curve.variant, look, axis, begin, values, smoothing, whole });
      }),
    [answer.curves, answer.whole, axis, begin, values, smoothing],
  );
  const hasCurves = answer.curves === undefined ? !mayBeEmpty : answer.curves.length > 0;
  if (!hasCurves && range === undefined) {
    return <Problem error={answer.error} />;
  }
  return (
    <ChartCard
      title={metric}
      place={place}
      curves={curves}
      state={state}
      onChange={onChange}
      metrics={metrics}
      isInSight={isInSight}
      error={answer.error}
    >
      {variants.length > FIRST && !showsAll && (
        <button type="button" onClick={() => setShowsAll(true)}>
          {texts.curves.allVariants(variants.length)}
        </button>
      )}
    </ChartCard>
  );
}
