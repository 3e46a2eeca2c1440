import { useMemo, useRef } from "preact/hooks";
import { useInSight } from "../in-sight/use-in-sight.ts";
import type { CurveLook } from "../looks/colours/colours.ts";
import { Problem } from "../looks/problem.tsx";
import { ChartCard, type ChartCardProps } from "./chart-card.tsx";
import { drawnCurve } from "./drawn-curve.ts";
import type { AnsweredCurve } from "./points/ask-curves.ts";
import { useAxis } from "./points/use-axis.ts";
import { useCurves } from "./points/use-curves.ts";

interface CurveCardProps extends Pick<ChartCardProps, "title" | "state" | "onChange" | "metrics" | "children"> {
  metric: string;
  variants: readonly string[];
  /** The moments at which the tasks began, in milliseconds, by their ids; curves are drawn in this order. */
  begins: ReadonlyMap<string, number>;
  /** The name and the look of a curve, also by its place among those of its card. */
  entryOf: (curve: AnsweredCurve, place: number) => { name: string; look: CurveLook };
  every: number | undefined;
  /** Whether it takes no place until it is known to have curves. @default false */
  mayBeEmpty?: boolean;
}

/** A card that asks for the curves of a metric while it is in sight: those of the part that somebody has marked, or else of all. */
export function CurveCard({ metric, variants, begins, entryOf, every, mayBeEmpty = false, ...card }: CurveCardProps) {
  const { title, state } = card;
  const { axis, smoothing } = state;
  const place = useRef<HTMLElement>(null);
  const isInSight = useInSight(place) || mayBeEmpty || state.large === title;
  const range = state.ranges[title];
  const known = useAxis({ axis, range, begins, enabled: isInSight, every });
  const question = { tasks: [...begins.keys()], metric, variants, key: known.key, range: known.range };
  const answer = useCurves(question, { enabled: isInSight && known.isKnown, withWhole: smoothing > 0, every });
  const curves = useMemo(() => {
    const order = new Map([...begins.keys()].map((task, index) => [task, index]));
    const wholes = new Map(answer.whole?.map((whole) => [keyOf(whole), whole]));
    return [...(answer.curves ?? [])]
      .sort((one, other) => (order.get(one.task) ?? 0) - (order.get(other.task) ?? 0))
      .map((curve, index) =>
        drawnCurve(curve, {
          ...entryOf(curve, index),
          ...{ axis, smoothing, whole: wholes.get(keyOf(curve)) },
          ...{ begin: begins.get(curve.task) ?? 0, values: known.values?.get(curve.task) },
        }),
      );
  }, [answer.curves, answer.whole, begins, entryOf, known.values, axis, smoothing]);
  const hasCurves = answer.curves === undefined ? !mayBeEmpty : answer.curves.length > 0;
  if (!hasCurves && range === undefined) {
    return <Problem error={answer.error} />;
  }
  return <ChartCard {...card} place={place} curves={curves} isInSight={isInSight} error={answer.error} />;
}

function keyOf({ task, variant }: AnsweredCurve): string {
  return `${task} ${variant}`;
}
