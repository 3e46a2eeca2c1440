import type { Connection } from "@clearml-ts/client";
import type { ParameterValue } from "@clearml-ts/tasks";
import { cellOf, linkTo } from "../launch/launch-tables.ts";
import type { Trigger } from "./trigger.ts";
import { triggerRecord } from "./trigger-record.ts";

/** The table of triggers of one kind, as `TriggerScheduler._update_execution_plots` of Python has it. */
export function triggerTable(connection: Connection, triggers: readonly Trigger[]): string[][] {
  const rows = triggers.map((trigger) => ({
    ...triggerRecord(trigger),
    base_function: trigger.run?.name ?? "",
    base_task_id: linkTo(connection, trigger.baseTaskId),
    clone_task: trigger.baseTaskId !== undefined && trigger.cloneTask,
  }));
  const columns = Object.keys(rows[0] ?? {});
  return [
    columns,
    ...rows.map((row) => {
      const cells = new Map<string, unknown>(Object.entries(row));
      return columns.map((column) => cellOf(cells.get(column) as ParameterValue));
    }),
  ];
}
