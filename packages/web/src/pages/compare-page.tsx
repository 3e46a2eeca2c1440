import { ComparedCurves } from "../compare/compared-curves.tsx";
import { ComparedMetrics } from "../compare/compared-metrics.tsx";
import { ComparedParameters } from "../compare/compared-parameters.tsx";
import { Relations } from "../compare/relations.tsx";
import { RunName } from "../compare/run-name.tsx";
import { useComparedTasks } from "../compare/use-compared-tasks.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { useTitle } from "../looks/use-title.ts";
import { COMPARE_PARTS, compareQuery, readCompareState } from "../view-state/compare-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import "../compare/compare.css";

/** Several tasks side by side, by the ids in the address. */
export function ComparePage() {
  const { texts } = useLanguage();
  const words = texts.compare;
  useTitle(words.title);
  const [state, change] = useViewState(readCompareState, compareQuery);
  const { ids, part, all, statistic, better } = state;
  const { compared, error, isThere, every } = useComparedTasks(ids);
  const { tasks, looks } = compared;
  return (
    <>
      <h1>{words.title}</h1>
      <Problem error={error} />
      <ul class="runs">
        {tasks.map((task) => (
          <li key={task.id}>
            <RunName task={task} look={looks.get(task.id)} />
            <button
              type="button"
              class="quiet"
              aria-label={words.leaveOut(task.name)}
              onClick={() => change({ ids: ids.filter((id) => id !== task.id) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      {tasks.length < 2 && (isThere || ids.length === 0) && <Notice kind="empty">{words.tooFew}</Notice>}
      {ids.length > 0 && (
        <>
          <nav class="tabs" aria-label={words.parts}>
            {COMPARE_PARTS.map((name) => (
              <a
                key={name}
                href={`?${compareQuery({ ...state, part: name })}`}
                aria-current={name === part ? "page" : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  change({ part: name });
                }}
              >
                {words[name]}
              </a>
            ))}
          </nav>
          <h2 class="unseen">{words[part]}</h2>
        </>
      )}
      {tasks.length > 0 && part === "parameters" && (
        <ComparedParameters compared={compared} all={all} onAll={(shown) => change({ all: shown })} />
      )}
      {tasks.length > 0 && part === "curves" && (
        <ComparedCurves compared={compared} state={state} onChange={change} every={every} />
      )}
      {tasks.length > 0 && part === "metrics" && (
        <ComparedMetrics
          compared={compared}
          statistic={statistic}
          onStatistic={(chosen) => change({ statistic: chosen })}
          better={better}
          onBetter={(chosen) => change({ better: chosen })}
        />
      )}
      {tasks.length > 0 && part === "relations" && <Relations compared={compared} state={state} onChange={change} />}
    </>
  );
}
