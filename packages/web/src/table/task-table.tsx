import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import { Moment } from "../looks/moment.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { taskAddress } from "../routes/task-address.ts";
import type { TableState } from "../view-state/table-state.ts";
import type { Column } from "./columns.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

/** In pixels; the style sheet says the same. */
const ROW_HEIGHT = 32;

interface TaskTableProps {
  tasks: readonly JoinedTaskRecord[];
  columns: readonly Column[];
  order: TableState["order"];
  onOrder: (order: TableState["order"]) => void;
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** A table of tasks of any length; only rows in sight are in the document. */
export function TaskTable({ tasks, columns, order, onOrder, onEnd }: TaskTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end } = useVisibleRows(body, tasks.length, ROW_HEIGHT);
  const isNearEnd = end >= tasks.length;
  useEffect(() => {
    if (isNearEnd) {
      onEnd();
    }
  }, [isNearEnd, tasks.length]);
  return (
    <table class="rows tasks" aria-rowcount={tasks.length}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} class={column.isNumber ? "number" : ""} aria-sort={sortOf(column, order)}>
              <button type="button" onClick={() => onOrder(nextOrder(column, order))}>
                {column.title}
                {order.column === column.key && <span aria-hidden="true">{order.descending ? " ↓" : " ↑"}</span>}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <tr style={{ height: `${first * ROW_HEIGHT}px` }} hidden={first === 0} />
        {tasks.slice(first, end).map((task) => (
          <tr key={task.id}>
            {columns.map((column) => (
              <td key={column.key} class={column.isNumber ? "number" : ""}>
                <Cell column={column} task={task} />
              </td>
            ))}
          </tr>
        ))}
        <tr style={{ height: `${(tasks.length - end) * ROW_HEIGHT}px` }} hidden={end === tasks.length} />
      </tbody>
    </table>
  );
}

function Cell({ column, task }: { column: Column; task: JoinedTaskRecord }) {
  switch (column.key) {
    case "status":
      return <StatusMark status={task.status} />;
    case "name":
      return (
        <>
          <Link href={taskAddress(task)}>{task.name}</Link>
          {task.tags?.map((tag) => (
            <span key={tag} class="tag">
              {tag}
            </span>
          ))}
        </>
      );
    case "last_update":
      return <Moment at={task.last_update} />;
    default:
      return <>{column.text(task)}</>;
  }
}

function sortOf({ key }: Column, { column, descending }: TableState["order"]): "none" | "ascending" | "descending" {
  return column !== key ? "none" : descending ? "descending" : "ascending";
}

/** Numbers are looked at from the largest on, names from A. */
function nextOrder({ key, isNumber = false }: Column, order: TableState["order"]): TableState["order"] {
  return { column: key, descending: order.column === key ? !order.descending : isNumber };
}
