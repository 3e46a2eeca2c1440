import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import type { ColumnKey } from "../../view-state/table-state.ts";
import { type Column, parameterKey } from "./columns.ts";

/** Columns that are added at once: a wider table is read by nobody. */
const MOST_ADDED = 30;

/** The columns in which tasks differ, and the name. */
export function differingColumns(tasks: readonly JoinedTaskRecord[], columns: readonly Column[]): Column[] {
  return columns.filter(({ key, text }) => key === "name" || new Set(tasks.map(text)).size > 1);
}

/** The parameters in which tasks differ, or that only some of them have, in alphabetical order. */
export function differingParameters(tasks: readonly Pick<JoinedTaskRecord, "hyperparams">[]): ColumnKey[] {
  const values = new Map<ColumnKey, string[]>();
  for (const { hyperparams = {} } of tasks) {
    for (const item of Object.values(hyperparams).flatMap((section) => Object.values(section))) {
      const key = parameterKey(item);
      values.set(key, [...(values.get(key) ?? []), item.value]);
    }
  }
  const differs = (found: readonly string[]) => found.length < tasks.length || new Set(found).size > 1;
  return [...values]
    .filter(([, found]) => differs(found))
    .map(([key]) => key)
    .sort()
    .slice(0, MOST_ADDED);
}
