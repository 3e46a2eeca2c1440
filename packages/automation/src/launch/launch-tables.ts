import type { Connection } from "@clearml-ts/client";
import { type ParameterValue, parameterText } from "@clearml-ts/tasks";
import type { ExecutedJob } from "./executed-job.ts";

/** A cell that links to a task. */
export function linkTo(connection: Connection, taskId: string | undefined): string {
  if (taskId === undefined) {
    return "";
  }
  return `<a href="${connection.pageUrl(`projects/*/experiments/${taskId}/output/log`)}">${taskId}</a>`;
}

/** A cell with a value as Python shows it; nothing, false and 0 are left blank. */
export function cellOf(value: ParameterValue | Date | undefined): string {
  if (value instanceof Date) {
    return shownDate(value);
  }
  const isBlank = !value || (typeof value === "object" && Object.keys(value).length === 0);
  return isBlank ? "" : parameterText(value);
}

/** Rows of the tasks and calls that were started, the newest first: name, task, begin and end. */
export function executedRows(connection: Connection, jobs: readonly ExecutedJob[]): string[][] {
  return [...jobs]
    .sort((a, b) => b.started.getTime() - a.started.getTime())
    .map(({ name, taskId, started, finished }) => [
      name,
      taskId === undefined ? "function" : linkTo(connection, taskId),
      shownDate(started),
      finished === undefined ? "None" : shownDate(finished),
    ]);
}

function shownDate(date: Date): string {
  return date.toISOString().slice(0, 19).replace("T", " ");
}
