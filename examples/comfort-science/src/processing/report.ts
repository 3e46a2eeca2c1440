import { table as frame, op } from "arquero";
import type { SurveyColumn } from "../data/survey/schema.ts";
import { isMissing, isNumeric, type Table } from "../data/table/table.ts";
import type { CleaningCounts } from "./clean-column.ts";

/** The record of the changes to one column. */
export interface ColumnReport extends Pick<SurveyColumn, "source" | "role" | "kind">, CleaningCounts {
  /** Its name in the processed data. */
  readonly name: string;
  /** Holes filled from the rows of the same group. */
  readonly imputed: number;
  /** Missing values in the rows that are left. */
  readonly missing: number;
}

/** The interviews of one month. */
export interface MonthSummary {
  /** As `2016-07`. */
  readonly month: string;
  readonly rows: number;
  /** Mean of the target, where it is a number. */
  readonly target?: number;
}

/** The report on processing; plain JSON. */
export interface ProcessingReport {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly columnsIn: number;
  readonly columnsOut: number;
  /** The share of rows that is left. */
  readonly retentionRate: number;
  readonly rowsWithoutTarget: number;
  readonly duplicates: number;
  /** Missing values of all kinds: empty cells, codes, unreadable text, impossible values. */
  readonly missingFound: number;
  /** Those that are gone, because they were filled in or their row was dropped. */
  readonly missingRemoved: number;
  readonly outOfRange: number;
  readonly columns: readonly ColumnReport[];
  readonly months: readonly MonthSummary[];
  /** The first rows of the processed data; null where a value is missing. */
  readonly preview: readonly Record<string, number | string | null>[];
  readonly messages: readonly string[];
}

/** Counts the rows and averages the target of each month, in the order of time; rows without a date are left out. */
export function summarizeMonths(table: Table, month: string, target: string): MonthSummary[] {
  const months = table.columns.get(month);
  const targets = table.columns.get(target);
  if (months === undefined || targets === undefined) {
    return [];
  }
  const grouped = frame({ month: months, target: targets }).groupby("month");
  const summary = isNumeric(targets)
    ? grouped.rollup({ rows: op.count(), target: op.mean("target") })
    : grouped.rollup({ rows: op.count() });
  return (summary.orderby("month").objects() as MonthSummary[]).filter((row) => row.month !== "");
}

/** The table's first rows as objects that JSON can hold. */
export function previewRows(table: Table, count: number): Record<string, number | string | null>[] {
  return Array.from({ length: Math.min(count, table.rowCount) }, (_, row) =>
    Object.fromEntries(
      [...table.columns].map(([name, column]) => {
        const value = column[row] ?? "";
        return [name, isMissing(value) ? null : value];
      }),
    ),
  );
}
