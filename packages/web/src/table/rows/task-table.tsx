import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useVisibleRows } from "../../in-sight/use-visible-rows.ts";
import { useLanguage } from "../../language/language-context.tsx";
import type { TableState } from "../../view-state/table-state.ts";
import type { Column } from "../columns/columns.ts";
import { numberColumns } from "../columns/number-columns.ts";
import { TaskCell } from "./task-cell.tsx";
import { useCurrentRow } from "./use-current-row.ts";

/** In pixels; the style sheet says the same. */
const ROW_HEIGHT = 32;

interface TaskTableProps {
  tasks: readonly JoinedTaskRecord[];
  columns: readonly Column[];
  order: TableState["order"];
  onOrder: (order: TableState["order"]) => void;
  selected: readonly string[];
  onSelect: (selected: readonly string[]) => void;
  /** Called when the end comes near. */
  onEnd: () => void;
}

/** A table of tasks of any length; only rows in sight are in the document. */
export function TaskTable({ tasks, columns, order, onOrder, selected, onSelect, onEnd }: TaskTableProps) {
  const { texts } = useLanguage();
  const words = texts.table;
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end } = useVisibleRows(body, tasks.length, ROW_HEIGHT);
  const isNearEnd = end >= tasks.length;
  useEffect(() => {
    if (isNearEnd) {
      onEnd();
    }
  }, [isNearEnd, tasks.length]);
  const toggle = (id: string) =>
    onSelect(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id]);
  const setCurrent = useCurrentRow(body, { rows: tasks.length, rowHeight: ROW_HEIGHT, first, end }, (row) => {
    const task = tasks[row];
    if (task) {
      toggle(task.id);
    }
  });
  const numbers = useMemo(() => numberColumns(tasks, columns), [tasks, columns]);
  const placeOf = ({ key }: Column) => (numbers.has(key) ? "number" : "");
  const areAllSelected = tasks.every(({ id }) => selected.includes(id));
  return (
    <div class="wide">
      <table class="rows tasks" aria-rowcount={tasks.length}>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={words.selectAll}
                checked={areAllSelected}
                onChange={() => onSelect(areAllSelected ? [] : tasks.map(({ id }) => id))}
              />
            </th>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={placeOf(column)} aria-sort={sortOf(column, order)}>
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
          {tasks.slice(first, end).map((task, index) => (
            <tr
              key={task.id}
              data-row={first + index}
              aria-rowindex={first + index + 1}
              class={selected.includes(task.id) ? "chosen" : ""}
              onFocusCapture={() => setCurrent(first + index)}
            >
              <td>
                <input
                  type="checkbox"
                  aria-label={words.select(task.name)}
                  checked={selected.includes(task.id)}
                  onChange={() => toggle(task.id)}
                />
              </td>
              {columns.map((column) => (
                <td key={column.key} class={placeOf(column)}>
                  <TaskCell column={column} task={task} />
                </td>
              ))}
            </tr>
          ))}
          <tr style={{ height: `${(tasks.length - end) * ROW_HEIGHT}px` }} hidden={end === tasks.length} />
        </tbody>
      </table>
    </div>
  );
}

function sortOf({ key }: Column, { column, descending }: TableState["order"]): "none" | "ascending" | "descending" {
  return column !== key ? "none" : descending ? "descending" : "ascending";
}

/** Numbers are looked at from the largest on, losses from the least, names from A. */
function nextOrder(
  { key, isNumber = false, beginsLargest = isNumber }: Column,
  order: TableState["order"],
): TableState["order"] {
  return { column: key, descending: order.column === key ? !order.descending : beginsLargest };
}
