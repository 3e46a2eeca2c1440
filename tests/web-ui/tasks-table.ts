/** Columns that the tasks table shows at first, with the fields behind them. */
const COLUMNS = [
  ...["name", "status", "system_tags", "project.name", "company", "last_change", "last_update", "started"],
  ...["last_iteration", "tags", "user.name", "runtime.progress", "id", "type", "comment", "active_duration"],
  ...["parent.name", "parent.project.id", "parent.project.name"],
];

/** The calls of the tasks table when it opens; empty lists are filters that nobody has set. */
export function tasksTable(project: string, differences: Readonly<Record<string, unknown>> = {}): object {
  const { columns = [], ...others } = differences as { columns?: readonly string[] };
  return {
    id: [],
    project: [project],
    scroll_id: null,
    refresh_scroll: true,
    size: 30,
    order_by: ["-last_update"],
    type: [],
    user: [],
    system_tags: ["__$not", "archived", "__$not", "pipeline", "__$not", "dataset", "__$not", "reports"],
    include_subprojects: false,
    search_hidden: false,
    only_fields: [...COLUMNS, ...columns],
    ...others,
  };
}
