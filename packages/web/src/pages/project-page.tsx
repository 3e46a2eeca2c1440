import { useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { SelectionBar } from "../actions/selection/selection-bar.tsx";
import { useReply } from "../api/use-reply.ts";
import { useKeys } from "../keyboard/use-keys.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Missing } from "../looks/missing.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { useTitle } from "../looks/use-title.ts";
import { compareAddress } from "../routes/compare-address.ts";
import { columnOffers, useMetricNames, useParameterNames } from "../table/columns/column-offers.ts";
import { chosenColumn, fixedColumns } from "../table/columns/columns.ts";
import { differingColumns } from "../table/columns/differing.ts";
import { FilterChips } from "../table/filters/filter-chips.tsx";
import { listRequest, useTaskList } from "../table/list/task-list.ts";
import { TaskTable } from "../table/rows/task-table.tsx";
import { TableTools } from "../table/table-tools.tsx";
import { isFiltered, readTableState, tableQuery } from "../view-state/table-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";

/** The tasks of a project, or of all for `*`. */
export function ProjectPage({ project }: { project: string }) {
  const { texts, formats } = useLanguage();
  const words = texts.table;
  const [state, change] = useViewState(readTableState, tableQuery);
  const [isChoosing, setChoosing] = useState(false);
  const [, navigate] = useLocation();
  const metrics = useMetricNames(project);
  const parameters = useParameterNames(project, isChoosing);
  const offers = useMemo(() => columnOffers(metrics, parameters), [metrics, parameters]);
  const columns = useMemo(
    () => [
      ...fixedColumns(texts, formats, { areAllProjects: project === "*" }),
      ...state.columns.map((key) => chosenColumn(key, offers, formats)),
    ],
    [project, state.columns.join("\n"), offers, texts, formats],
  );
  const request = listRequest(project, state, columns, Date.now());
  const { tasks, isLoaded, error, more, hasMore, added, showAdded } = useTaskList(request);
  const shown = state.differing ? differingColumns(tasks, columns) : columns;
  const { selected } = state;
  useKeys({ compare: () => selected.length > 1 && navigate(compareAddress(selected)) });
  const { title, isMissing } = useProject(project);
  if (isMissing) {
    return <Missing>{words.missing(project)}</Missing>;
  }
  return (
    <>
      <h1>{title}</h1>
      <TableTools
        project={project}
        state={state}
        onChange={change}
        onChoosing={() => setChoosing(true)}
        parameters={parameters}
        offers={offers}
        columns={shown}
        request={request}
        tasks={tasks}
      />
      <FilterChips state={state} onChange={change} />
      {selected.length > 0 && (
        <SelectionBar selected={selected} areArchived={state.archived} onClear={() => change({ selected: [] })} />
      )}
      <Problem error={error} />
      {added > 0 && (
        <button type="button" class="added" onClick={showAdded}>
          {words.added(added)}
        </button>
      )}
      {!isLoaded && !error && <Loading />}
      {isLoaded && tasks.length === 0 && (
        <Notice kind="empty">{isFiltered(state) ? words.noTask : words.noTaskYet}</Notice>
      )}
      {tasks.length > 0 && (
        <>
          <TaskTable
            tasks={tasks}
            columns={shown}
            order={state.order}
            onOrder={(order) => change({ order })}
            selected={selected}
            onSelect={(ids) => change({ selected: ids })}
            onEnd={more}
          />
          <p class="dim">{hasMore ? words.tasksAndMore(tasks.length) : words.tasks(tasks.length)}</p>
        </>
      )}
    </>
  );
}

/** The title of a project, as soon as it is known; `isMissing` when there is none. */
function useProject(id: string) {
  const { texts } = useLanguage();
  const isAll = id === "*";
  const { data } = useReply("projects.get_all", { id: [id], search_hidden: true }, { enabled: !isAll });
  const title = isAll ? texts.table.allTasks : projectTitle(data?.projects[0]?.name) || "…";
  useTitle(title);
  return { title, isMissing: data?.projects.length === 0 };
}
