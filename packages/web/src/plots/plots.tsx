import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { plotQuery, readPlotState } from "../view-state/task/plot-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { PlotGroup } from "./plot-group.tsx";
import "./plots.css";

/** Metrics that are drawn at once; a name finds the others. */
const MOST_SHOWN = 100;

interface PlotsProps extends TaskPartProps {
  /** The beginning of the names of metrics that are shown elsewhere. @default all are shown */
  without?: string;
}

/** The plots of a task by metric; only those in sight are asked for and drawn. */
export function Plots({ task, every, without }: PlotsProps) {
  const { texts } = useLanguage();
  const words = texts.plots;
  const [state, change] = useViewState(readPlotState, plotQuery);
  const { data, error } = useReply(
    "events.get_multi_task_metrics",
    { tasks: [task.id], event_type: "plot" },
    { every },
  );
  const found = (data?.metrics ?? [])
    .filter(({ metric }) => without === undefined || !metric.startsWith(without))
    .filter(({ metric }) => metric.toLowerCase().includes(state.search.toLowerCase()));
  const turnTo = (metric: string, iteration: number | undefined) => {
    const { [metric]: _, ...others } = state.iterations;
    change({ iterations: iteration === undefined ? others : { ...others, [metric]: iteration } });
  };
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
        {found.length > MOST_SHOWN && <span class="dim">{words.someShown(MOST_SHOWN, found.length)}</span>}
      </form>
      <Problem error={error} />
      {data !== undefined && found.length === 0 && <Notice kind="empty">{words.empty}</Notice>}
      {found.slice(0, MOST_SHOWN).map(({ metric, variants }) => (
        <PlotGroup
          key={metric}
          task={task.id}
          metric={metric}
          variants={variants}
          iteration={state.iterations[metric]}
          onIteration={(iteration) => turnTo(metric, iteration)}
          large={state.large}
          onLarge={(large) => change({ large })}
          every={every}
        />
      ))}
    </>
  );
}
