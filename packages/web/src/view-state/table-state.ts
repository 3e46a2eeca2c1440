import type { TaskStatus } from "@clearml-ts/protocol";

/** A column of the table of tasks: a field of a task, the last value of a metric, or a parameter. */
export type ColumnKey = string;

/** The state of a table of tasks, all of it in the address. */
export interface TableState {
  /** Text that the names contain. */
  search: string;
  statuses: readonly TaskStatus[];
  order: { column: ColumnKey; descending: boolean };
  /** Columns besides those that are always there: `metric:…` and `parameter:…`. */
  columns: readonly ColumnKey[];
  archived: boolean;
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
  order: { column: "last_update", descending: true },
  columns: [],
  archived: false,
};

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readTableState(query: string): TableState {
  const fields = new URLSearchParams(query);
  const order = fields.get("order");
  return {
    search: fields.get("search") ?? UNTOUCHED.search,
    statuses: fields.getAll("status").filter((status): status is TaskStatus => STATUSES.has(status)),
    order: order ? { column: order.replace(/^-/, ""), descending: order.startsWith("-") } : UNTOUCHED.order,
    columns: fields.getAll("column").filter((column) => /^(?:metric|parameter):./.test(column)),
    archived: fields.has("archived"),
  };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function tableQuery({ search, statuses, order, columns, archived }: TableState): string {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  for (const status of statuses) {
    fields.append("status", status);
  }
  if (order.column !== UNTOUCHED.order.column || order.descending !== UNTOUCHED.order.descending) {
    fields.set("order", `${order.descending ? "-" : ""}${order.column}`);
  }
  for (const column of columns) {
    fields.append("column", column);
  }
  if (archived) {
    fields.set("archived", "");
  }
  return fields.toString();
}
