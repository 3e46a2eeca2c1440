import { NoRowsLeftError, TargetError } from "../data/errors.ts";
import { type Imputation, MONTH_YEAR, type SurveySchema } from "../data/survey/schema.ts";
import { type DecimalSign, exampleOf, type NumberFormat } from "../data/table/number-format.ts";
import { type Column, countMissing, createTable, isMissing, pickRows, type Table } from "../data/table/table.ts";
import { missingFound } from "./clean-column.ts";
import { type CleanedTableColumn, cleanTable } from "./clean-table.ts";
import { distinctRows } from "./duplicates.ts";
import { imputeColumn } from "./imputation.ts";
import { type ColumnReport, type ProcessingReport, previewRows, summarizeMonths } from "./report.ts";
import { rowsByGroup } from "./row-order.ts";

/** Details of processing. */
export interface ProcessSurveyOptions {
  /** The file's decimal sign, for columns of text that do not tell theirs; the dialect of `readTable` has it. @default "." */
  decimal?: DecimalSign;
  /** How the numbers of the columns of numbers were written, from `readTable`. @default with the file's decimal sign */
  formats?: ReadonlyMap<string, NumberFormat>;
  /** Rows in the report's preview. @default 10 */
  previewRows?: number;
}

/** Data with one name, one kind and one way of being missing per column. */
export interface ProcessedSurvey {
  readonly table: Table;
  /** Describes the processed table: every kind is settled, and `source` still names the file's column. */
  readonly schema: SurveySchema;
  readonly report: ProcessingReport;
}

/**
 * Cleans a survey: codes, kinds, ranges, dates, duplicates, and holes that a group can fill itself.
 *
 * Only rows without a target and exact copies are dropped. All other missing values stay missing: a row with a hole
 * still teaches a forest something, and dropping such rows would drop most of the ASHRAE database.
 *
 * @throws {@link NoRowsLeftError} when no row has a target.
 * @throws {@link TargetError} when the target is the same in every row.
 */
export function processSurvey(table: Table, schema: SurveySchema, options: ProcessSurveyOptions = {}): ProcessedSurvey {
  const { decimal = ".", formats } = options;
  const cleaned = cleanTable(table, schema, (source) => formats?.get(source) ?? { decimal });
  const rated = pickRows(cleaned.table, rowsWithValue(cleaned.table.columns.get(schema.target) ?? []));
  const kept = pickRows(rated, distinctRows(rated));
  requireTarget(kept.columns.get(schema.target) ?? [], schema, table.rowCount);

  const groups = rowsByGroup(kept, schema.group);
  const reports: ColumnReport[] = [];
  const columns = cleaned.columns.map(({ spec, counts }): [string, Column] => {
    const { column, filled } = imputeColumn(kept.columns.get(spec.name) ?? [], imputationOf(spec), groups);
    const { name, source, role, kind } = spec;
    reports.push({ name, source, role, kind, ...counts, imputed: filled, missing: countMissing(column) });
    return [name, column];
  });

  const processed = createTable(columns);
  const found = sum(reports, missingFound);
  const counts = {
    rowsIn: table.rowCount,
    rowsOut: processed.rowCount,
    columnsIn: table.columns.size,
    columnsOut: processed.columns.size,
    retentionRate: processed.rowCount / table.rowCount,
    rowsWithoutTarget: cleaned.table.rowCount - rated.rowCount,
    duplicates: rated.rowCount - kept.rowCount,
    missingFound: found,
    // The month is made of the date, and so are its holes.
    missingRemoved: found - sum(reports, ({ name, missing }) => (name === MONTH_YEAR ? 0 : missing)),
    outOfRange: sum(reports, ({ outOfRange }) => outOfRange),
  };
  return {
    table: processed,
    schema: { ...schema, columns: cleaned.columns.map(({ spec }) => spec) },
    report: {
      ...counts,
      columns: reports,
      months: summarizeMonths(processed, MONTH_YEAR, schema.target),
      preview: previewRows(processed, options.previewRows ?? 10),
      messages: [...describeFormats(cleaned.columns), ...describe(counts, reports, cleaned.columns, groups.length > 0)],
    },
  };
}

/** Only what may become a feature is filled in: of the target and the other votes nothing may be made up. */
function imputationOf(spec: CleanedTableColumn["spec"]): Imputation {
  return spec.role === "feature" && spec.imputation ? spec.imputation : { method: "none" };
}

function rowsWithValue(column: Column): number[] {
  const rows: number[] = [];
  for (let row = 0; row < column.length; row++) {
    if (!isMissing(column[row] ?? "")) {
      rows.push(row);
    }
  }
  return rows;
}

function requireTarget(target: Column, schema: SurveySchema, rowsIn: number): void {
  const source = schema.columns.find(({ role }) => role === "target")?.source ?? schema.target;
  if (target.length === 0) {
    const message = `None of the ${rowsIn} rows has a usable value in the target "${source}", so all were dropped: check the column or name another by --target.`;
    throw new NoRowsLeftError(rowsIn, message);
  }
  const [first] = target;
  if (target.every((value: number | string) => value === first)) {
    const columns = schema.columns.map((column) => column.source).join(", ");
    const message = `The target "${source}" is ${first} in all ${target.length} rows, so there is nothing to learn: name another by --target; columns present: ${columns}.`;
    throw new TargetError(source, "single-value", message);
  }
}

/** One line for each format of numbers: the columns that have it, and how many of their cells do not fit. */
function describeFormats(columns: readonly CleanedTableColumn[]): string[] {
  const byExample = new Map<string, CleanedTableColumn[]>();
  for (const column of columns) {
    if (column.format) {
      const example = exampleOf(column.format);
      byExample.set(example, [...(byExample.get(example) ?? []), column]);
    }
  }
  return [...byExample].map(([example, alike]) => {
    const names = alike.map(({ spec }) => spec.source).join(", ");
    const unfit = sum(alike, ({ counts }) => counts.unreadable);
    return `Numbers as "${example}": ${names}; ${unfit === 0 ? "every cell fits" : `${unfit} cells do not fit`}.`;
  });
}

function describe(
  counts: Pick<ProcessingReport, "rowsIn" | "rowsOut" | "rowsWithoutTarget" | "duplicates">,
  reports: readonly ColumnReport[],
  columns: readonly CleanedTableColumn[],
  grouped: boolean,
): string[] {
  const { rowsIn, rowsOut, rowsWithoutTarget, duplicates } = counts;
  const messages = [
    `${rowsOut} of ${rowsIn} rows kept; dropped: without a target ${rowsWithoutTarget}, exact copies ${duplicates}.`,
  ];
  for (const { name, codes, unreadable, unreadableExample, outOfRange, imputed } of reports) {
    const done = Object.entries(codes).map(([code, cells]) => `"${code}" → missing ${cells}×`);
    if (unreadable > 0) {
      done.push(`${unreadable} unreadable${unreadableExample ? `, as "${unreadableExample}"` : ""}`);
    }
    if (outOfRange > 0) {
      done.push(`${outOfRange} impossible values → missing`);
    }
    if (imputed > 0) {
      done.push(`${imputed} filled in`);
    }
    if (done.length > 0) {
      messages.push(`${name}: ${done.join(", ")}.`);
    }
  }
  const waiting = columns.filter(({ spec }) => !["none", "constant"].includes(imputationOf(spec).method));
  if (!grouped && waiting.length > 0) {
    const names = waiting.map(({ spec }) => spec.name).join(", ");
    messages.push(`Without groups nothing is filled in before the split: ${names} are left to the training rows.`);
  }
  return messages;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
