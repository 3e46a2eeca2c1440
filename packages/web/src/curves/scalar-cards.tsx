import { useReply } from "../api/use-reply.ts";
import { Notice } from "../looks/notice.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { type CurveRange, type CurveState, curveQuery, readCurveState } from "../view-state/curve-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { ScalarCard } from "./scalar-card.tsx";

/** The curves of a task, a card a metric; only cards in sight ask for their points. */
export function ScalarCards({ task, every }: TaskPartProps) {
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
          aria-label="Part of a metric's name"
          placeholder="Part of a metric's name"
          value={state.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <select
          aria-label="Horizontal axis"
          value={state.axis}
          onChange={(event) =>
            change({ axis: event.currentTarget.value === "timestamp" ? "timestamp" : "iter", ranges: {} })
          }
        >
          <option value="iter">iteration</option>
          <option value="timestamp">time</option>
        </select>
        <label>
          smoothing{" "}
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
          log
        </label>
      </form>
      {error && <Notice kind="error">{error.message}</Notice>}
      {data !== undefined && names.length === 0 && <Notice kind="empty">No scalars.</Notice>}
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
