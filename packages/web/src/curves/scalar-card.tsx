import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { curveLook } from "../looks/colours/colours.ts";
import type { ChartCardProps } from "./chart-card.tsx";
import { CurveCard } from "./curve-card.tsx";
import type { AnsweredCurve } from "./points/ask-curves.ts";

/** Variants that are shown at first. */
const FIRST = 10;

/** The metric under which SDKs report single values, which the overview shows: it rarely has a curve. */
const SINGLE_VALUES = "Summary";

interface ScalarCardProps extends Pick<ChartCardProps, "state" | "onChange" | "metrics"> {
  task: string;
  /** The moment at which the task began, in milliseconds. */
  begin: number;
  metric: string;
  variants: readonly string[];
  every: number | undefined;
}

/** One metric with its variants. Marking a part asks the server for the points there; a double click shows all again. */
export function ScalarCard({ task, begin, metric, variants, ...card }: ScalarCardProps) {
  const { texts } = useLanguage();
  const [showsAll, setShowsAll] = useState(false);
  const begins = useMemo(() => new Map([[task, begin]]), [task, begin]);
  return (
    <CurveCard
      {...card}
      title={metric}
      metric={metric}
      variants={showsAll ? variants : variants.slice(0, FIRST)}
      begins={begins}
      entryOf={entryOfVariant}
      mayBeEmpty={metric === SINGLE_VALUES}
    >
      {variants.length > FIRST && !showsAll && (
        <button type="button" onClick={() => setShowsAll(true)}>
          {texts.curves.allVariants(variants.length)}
        </button>
      )}
    </CurveCard>
  );
}

function entryOfVariant({ variant }: AnsweredCurve, place: number) {
  return { name: variant, look: curveLook(place) };
}
