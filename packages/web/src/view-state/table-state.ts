import type { TaskStatus } from "@clearml-ts/protocol";

/** A column of the table of tasks: a field of a task, the last value of a metric, or a parameter. */
export type ColumnKey = string;

/** A parameter, and the value that tasks must have of it. */
export interface ParameterFilter {
  section: string;
  name: string;
  value: string;
}

/** Days to which a table can be narrowed by the last change of a task. */
export const PERIODS = [1, 7, 30] as const;

/** The state of a table of tasks, all of it in the address. */
export interface TableState {
  /** Text that name, id or comment contain. */
  search: string;
  statuses: readonly TaskStatus[];
  /** Tags that tasks have, all of them. */
  tags: readonly string[];
  parameters: readonly ParameterFilter[];
  /** Days within which tasks were updated; all of them when undefined. */
  days: (typeof PERIODS)[number] | undefined;
  order: { column: ColumnKey; descending: boolean };
  /** Columns besides those that are always there: `metric:…` and `parameter:…`. */
  columns: readonly ColumnKey[];
  /** Whether columns are left out in which all tasks are alike. */
  differing: boolean;
  archived: boolean;
  /** Ids of the tasks that are selected. */
  selected: readonly string[];
}

const STATUSES: ReadonlySet<string> = new Set<TaskStatus>([
  "created",
  "queued",
  "in_progress",
  "stopped",
  "published",
  "closed",
  "failed",
  "completed",
]);

/** The state of a table that nobody has changed. */
export const UNTOUCHED: TableState = {
  search: "",
  statuses: [],
  tags: [],
  parameters: [],
  days: undefined,
  order: { column: "last_update", descending: true },
  columns: [],
  differing: false,
  archived: false,
  selected: [],
};

/** Whether the state leaves some tasks out. */
export function isFiltered({ search, statuses, tags, parameters, days, archived }: TableState): boolean {
  return (
    search !== "" || archived || days !== undefined || [statuses, tags, parameters].some(({ length }) => length > 0)
  );
}

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readTableState(query: string): TableState {
  const fields = new URLSearchParams(query);
  const order = fields.get("order");
  return {
    search: fields.get("search") ?? UNTOUCHED.search,
    statuses: fields.getAll("status").filter((status): status is TaskStatus => STATUSES.has(status)),
    tags: fields.getAll("tag").filter((tag) => tag !== ""),
    parameters: fields.getAll("parameter").flatMap(readParameter),
    days: PERIODS.find((days) => String(days) === fields.get("days")),
    order: order ? { column: order.replace(/^-/, ""), descending: order.startsWith("-") } : UNTOUCHED.order,
    columns: fields.getAll("column").filter((column) => /^(?:metric|parameter):./.test(column)),
    differing: fields.has("differing"),
    archived: fields.has("archived"),
    selected: (fields.get("selected") ?? "").split(",").filter((id) => id !== ""),
  };
}

/** Reads `section/name=value`, each part quoted as in an address. */
function readParameter(text: string): ParameterFilter[] {
  const [, ...parts] = /^([^/=]+)\/([^/=]+)=(.*)$/s.exec(text) ?? [];
  try {
    const [section, name, value] = parts.map(decodeURIComponent);
    return section !== undefined && name !== undefined && value !== undefined ? [{ section, name, value }] : [];
  } catch {
    return [];
  }
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function tableQuery(state: TableState): string {
  const { search, statuses, tags, parameters, days, order, columns, differing, archived, selected } = state;
  const isUntouched = order.column === UNTOUCHED.order.column && order.descending === UNTOUCHED.order.descending;
  const quoted = ({ section, name, value }: ParameterFilter) =>
    `${encodeURIComponent(section)}/${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return new URLSearchParams([
    ...field("search", search === "" ? [] : [search]),
    ...field("status", statuses),
    ...field("tag", tags),
    ...field("parameter", parameters.map(quoted)),
    ...field("days", days === undefined ? [] : [String(days)]),
    ...field("order", isUntouched ? [] : [`${order.descending ? "-" : ""}${order.column}`]),
    ...field("column", columns),
    ...field("differing", differing ? [""] : []),
    ...field("archived", archived ? [""] : []),
    ...field("selected", selected.length === 0 ? [] : [selected.join(",")]),
  ]).toString();
}

function field(name: string, values: readonly string[]): [string, string][] {
  return values.map((value) => [name, value]);
}
