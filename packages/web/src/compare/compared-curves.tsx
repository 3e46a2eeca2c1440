import { useMemo, useRef } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { curveTitle } from "../curves/axis.ts";
import { ChartCard } from "../curves/chart-card.tsx";
import { CurveTools } from "../curves/curve-tools.tsx";
import { drawnCurve } from "../curves/drawn-curve.ts";
import { monitorsLast } from "../curves/monitors-last.ts";
import { useAxis } from "../curves/points/use-axis.ts";
import { useCurves } from "../curves/points/use-curves.ts";
import { useInSight } from "../in-sight/use-in-sight.ts";
import { useLanguage } from "../language/language-context.tsx";
import { curveLook } from "../looks/colours/colours.ts";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { CurveName, CurveState } from "../view-state/task/curve-state.ts";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ComparedCurvesProps {
  compared: ComparedTasks;
  state: CurveState;
  onChange: (changes: Partial<CurveState>) => void;
  every: number | undefined;
}

/** The curves of tasks over one another, a card a metric and variant; a task has one colour in all of them. */
export function ComparedCurves({ compared, state, onChange, every }: ComparedCurvesProps) {
  const { texts } = useLanguage();
  const { data, error } = useReply(
    "events.get_multi_task_metrics",
    { tasks: compared.tasks.map(({ id }) => id), event_type: "training_stats_scalar" },
    { every, enabled: compared.tasks.length > 0 },
  );
  const wanted = state.search.toLowerCase();
  const metrics = monitorsLast(data?.metrics ?? [], ({ metric }) => metric).flatMap(({ metric, variants }) =>
    variants.map((variant) => ({ metric, variant })),
  );
  const found = metrics
    .map((name) => ({ ...name, title: curveTitle(name) }))
    .filter(({ title }) => title.toLowerCase().includes(wanted));
  return (
    <>
      <CurveTools state={state} metrics={metrics} onChange={onChange} />
      <Problem error={error} />
      {data !== undefined && found.length === 0 && <Notice kind="empty">{texts.curves.noScalars}</Notice>}
      <div class="charts">
        {found.map(({ metric, variant, title }) => (
          <Card
            key={title}
            compared={compared}
            metric={metric}
            variant={variant}
            state={state}
            every={every}
            onChange={onChange}
            metrics={metrics}
          />
        ))}
      </div>
    </>
  );
}

interface CardProps extends ComparedCurvesProps {
  metric: string;
  variant: string;
  metrics: readonly CurveName[];
}

function Card({ compared: { tasks, looks }, metric, variant, state, every, onChange, metrics }: CardProps) {
  const place = useRef<HTMLElement>(null);
  const title = curveTitle({ metric, variant });
  const isInSight = useInSight(place) || state.large === title;
  const { axis, smoothing } = state;
  const range = state.ranges[title];
  const begins = useMemo(
    () => new Map(tasks.map(({ id, started, created }) => [id, Date.parse(started ?? created ?? "") || 0])),
    [tasks],
  );
  const known = useAxis({ axis, range, begins, enabled: isInSight, every });
  const question = {
    tasks: tasks.map(({ id }) => id),
    metric,
    variants: [variant],
    key: known.key,
    range: known.range,
  };
  const answer = useCurves(question, { enabled: isInSight && known.isKnown, withWhole: smoothing > 0, every });
  const curves = useMemo(() => {
    const byTask = new Map(answer.curves?.map((curve) => [curve.task, curve]));
    const wholes = new Map(answer.whole?.map((curve) => [curve.task, curve]));
    return tasks.flatMap(({ id, name }) => {
      const curve = byTask.get(id);
      const look = looks.get(id) ?? curveLook(0);
      const begin = begins.get(id) ?? 0;
      const values = known.values?.get(id);
      return curve ? [drawnCurve(curve, { name, look, axis, begin, values, smoothing, whole: wholes.get(id) })] : [];
    });
  }, [answer.curves, answer.whole, tasks, looks, begins, known.values, axis, smoothing]);
  if (answer.curves?.length === 0 && range === undefined) {
    return null;
  }
  return (
    <ChartCard
      title={title}
      place={place}
      curves={curves}
      state={state}
      onChange={onChange}
      metrics={metrics}
      isInSight={isInSight}
      error={answer.error}
    />
  );
}
