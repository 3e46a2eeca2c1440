import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { curveQuery, readCurveState } from "../view-state/task/curve-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { CurveTools } from "./curve-tools.tsx";
import { monitorsLast } from "./monitors-last.ts";
import { ScalarCard } from "./scalar-card.tsx";
import { useMetrics } from "./use-metrics.ts";

/** The curves of a task, a card a metric; only cards in sight ask for their points. */
export function ScalarCards({ task, every }: TaskPartProps) {
  const { texts } = useLanguage();
  const [state, change] = useViewState(readCurveState, curveQuery);
  const { data, error } = useMetrics(task.id, { every });
  const reported = monitorsLast(Object.entries(data?.metrics ?? {}), ([name]) => name);
  const found = reported.filter(([name]) => name.toLowerCase().includes(state.search.toLowerCase()));
  const metrics = reported.flatMap(([metric, variants]) => variants.map((variant) => ({ metric, variant })));
  const begin = Date.parse(task.started ?? task.created ?? "") || 0;
  return (
    <>
      <CurveTools state={state} metrics={metrics} onChange={change} />
      <Problem error={error} />
      {data !== undefined && found.length === 0 && <Notice kind="empty">{texts.curves.noScalars}</Notice>}
      <div class="charts">
        {found.map(([metric, variants]) => (
          <ScalarCard
            key={metric}
            task={task.id}
            begin={begin}
            metric={metric}
            variants={variants}
            state={state}
            every={every}
            onChange={change}
            metrics={metrics}
          />
        ))}
      </div>
    </>
  );
}
