import { useCallback, useMemo } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { curveTitle } from "../curves/axis.ts";
import { CurveCard } from "../curves/curve-card.tsx";
import { CurveTools } from "../curves/curve-tools.tsx";
import { monitorsLast } from "../curves/monitors-last.ts";
import type { AnsweredCurve } from "../curves/points/ask-curves.ts";
import { useLanguage } from "../language/language-context.tsx";
import { curveLook } from "../looks/colours/colours.ts";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { CurveState } from "../view-state/task/curve-state.ts";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ComparedCurvesProps {
  compared: ComparedTasks;
  state: CurveState;
  onChange: (changes: Partial<CurveState>) => void;
  every: number | undefined;
}

/** The curves of tasks over one another, a card a metric and variant; a task has one colour in all of them. */
export function ComparedCurves({ compared: { tasks, looks }, state, onChange, every }: ComparedCurvesProps) {
  const { texts } = useLanguage();
  const { data, error } = useReply(
    "events.get_multi_task_metrics",
    { tasks: tasks.map(({ id }) => id), event_type: "training_stats_scalar" },
    { every, enabled: tasks.length > 0 },
  );
  const begins = useMemo(
    () => new Map(tasks.map(({ id, started, created }) => [id, Date.parse(started ?? created ?? "") || 0])),
    [tasks],
  );
  const entryOfTask = useCallback(
    ({ task }: AnsweredCurve) => ({
      name: tasks.find(({ id }) => id === task)?.name ?? task,
      look: looks.get(task) ?? curveLook(0),
    }),
    [tasks, looks],
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
          <CurveCard
            key={title}
            title={title}
            metric={metric}
            variants={[variant]}
            begins={begins}
            entryOf={entryOfTask}
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
