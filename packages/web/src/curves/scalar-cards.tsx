import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { type CurveRange, type CurveState, curveQuery, readCurveState } from "../view-state/curve-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { ScalarCard } from "./scalar-card.tsx";

/** The curves of a task, a card a metric; only cards in sight ask for their points. */
export function ScalarCards({ task, every }: TaskPartProps) {
  const { texts } = useLanguage();
  const words = texts.curves;
  const [state, change] = useViewState(readCurveState, curveQuery);
  const { data, error } = useReply("events.get_scalar_metrics_and_variants", { task: task.id }, { every });
  const names = Object.keys(data?.metrics ?? {}).filter((name) =>
    name.toLowerCase().includes(state.search.toLowerCase()),
  );
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={state.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <select
          aria-label={words.axis}
          value={state.axis}
          onChange={(event) =>
            change({ axis: event.currentTarget.value === "timestamp" ? "timestamp" : "iter", ranges: {} })
          }
        >
          <option value="iter">{words.iteration}</option>
          <option value="timestamp">{words.time}</option>
        </select>
        <label>
          {words.smoothing}{" "}
          <input
            type="range"
            min="0"
            max="0.99"
            step="0.01"
            value={state.smoothing}
            onInput={(event) => change({ smoothing: Number(event.currentTarget.value) })}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={state.log}
            onChange={(event) => change({ log: event.currentTarget.checked })}
          />{" "}
          {words.logarithmic}
        </label>
      </form>
      <Problem error={error} />
      {data !== undefined && names.length === 0 && <Notice kind="empty">{words.noScalars}</Notice>}
      <div class="charts">
        {names.map((metric) => (
          <ScalarCard
            key={metric}
            task={task.id}
            metric={metric}
            state={state}
            every={every}
            onRange={(range) => change({ ranges: withRange(state.ranges, metric, range) })}
          />
        ))}
      </div>
    </>
  );
}

function withRange(ranges: CurveState["ranges"], metric: string, range: CurveRange | undefined): CurveState["ranges"] {
  const { [metric]: _, ...others } = ranges;
  return range ? { ...others, [metric]: range } : others;
}
