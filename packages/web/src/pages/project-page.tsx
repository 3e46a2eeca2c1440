import type { TaskStatus } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { Notice } from "../looks/notice.tsx";
import { ColumnChooser, useColumnOffers } from "../table/column-chooser.tsx";
import { chosenColumn, FIXED_COLUMNS } from "../table/columns.ts";
import { useTaskList } from "../table/task-list.ts";
import { TaskTable } from "../table/task-table.tsx";
import { readTableState, tableQuery } from "../view-state/table-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";

const CHOICES: readonly (readonly [TaskStatus, string])[] = [
  ["in_progress", "running"],
  ["queued", "queued"],
  ["completed", "completed"],
  ["failed", "failed"],
  ["stopped", "aborted"],
  ["created", "draft"],
  ["published", "published"],
];

/** The tasks of a project, or of all for `*`. */
export function ProjectPage({ project }: { project: string }) {
  const [state, change] = useViewState(readTableState, tableQuery);
  const offers = useColumnOffers(project);
  const columns = useMemo(
    () => [...FIXED_COLUMNS, ...state.columns.map((key) => chosenColumn(key, offers))],
    [state.columns.join("\n"), offers],
  );
  const { tasks, error, more, hasMore } = useTaskList(project, state, columns);
  return (
    <>
      <ProjectTitle project={project} />
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label="Part of the name"
          placeholder="Part of the name"
          value={state.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <select
          aria-label="Status"
          value={state.statuses[0] ?? ""}
          onChange={(event) =>
            change({ statuses: event.currentTarget.value ? [event.currentTarget.value as TaskStatus] : [] })
          }
        >
          <option value="">any status</option>
          {CHOICES.map(([status, word]) => (
            <option key={status} value={status}>
              {word}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={state.archived}
            onChange={(event) => change({ archived: event.currentTarget.checked })}
          />{" "}
          archived
        </label>
        <ColumnChooser offers={offers} chosen={state.columns} onChange={(chosen) => change({ columns: chosen })} />
      </form>
      {error && <Notice kind="error">{error.message}</Notice>}
      {tasks?.length === 0 && <Notice kind="empty">No task is as you asked for.</Notice>}
      {tasks !== undefined && tasks.length > 0 && (
        <TaskTable
          tasks={tasks}
          columns={columns}
          order={state.order}
          onOrder={(order) => change({ order })}
          onEnd={more}
        />
      )}
      {tasks !== undefined && tasks.length > 0 && (
        <p class="dim">{hasMore ? `${tasks.length} tasks and more` : `${tasks.length} tasks`}</p>
      )}
    </>
  );
}

function ProjectTitle({ project }: { project: string }) {
  const isAll = project === "*";
  const { data } = useReply("projects.get_all", { id: [project], search_hidden: true }, { enabled: !isAll });
  return <h1>{isAll ? "All tasks" : (data?.projects[0]?.name ?? "…")}</h1>;
}
