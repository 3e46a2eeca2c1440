import { MONTH_YEAR, type SurveyColumn, type SurveySchema } from "../data/survey/schema.ts";
import type { NumberFormat } from "../data/table/number-format.ts";
import { type Column, createTable, type Table } from "../data/table/table.ts";
import { type CleaningCounts, cleanColumn, noCounts } from "./clean-column.ts";
import { parseDates, parseHour } from "./date-time.ts";

/** A column under its new name, with its kind settled. */
export interface CleanedTableColumn {
  readonly spec: SurveyColumn & { readonly kind: "number" | "category" };
  readonly counts: CleaningCounts;
  /** How its numbers were read, where it was a column of numbers in the file. */
  readonly format?: NumberFormat;
}

/** A table of cleaned columns under their new names. */
export interface CleanedTable {
  readonly table: Table;
  readonly columns: readonly CleanedTableColumn[];
}

type CleanedColumn = CleanedTableColumn & { readonly column: Column };

/** Cleans every column that the schema knows, and makes date, month and hour of the columns that tell them. */
export function cleanTable(
  table: Table,
  schema: SurveySchema,
  formatOf: (source: string) => NumberFormat,
): CleanedTable {
  const columns = new Map<string, CleanedColumn>();
  const hasHour = schema.columns.some(({ role }) => role === "hour");
  for (const spec of schema.columns) {
    const column = table.columns.get(spec.source);
    if (column === undefined) {
      continue;
    }
    const made =
      spec.role === "date"
        ? cleanDates(column, spec, { group: schema.group === MONTH_YEAR, hour: !hasHour })
        : [spec.role === "hour" ? cleanHours(column, spec) : cleanNamed(column, spec, formatOf(spec.source))];
    for (const cleaned of made) {
      columns.set(cleaned.spec.name, cleaned);
    }
  }
  return {
    table: createTable([...columns].map(([name, { column }]) => [name, column])),
    columns: [...columns.values()],
  };
}

function cleanNamed(column: Column, spec: SurveyColumn, usual: NumberFormat): CleanedColumn {
  const { kind, ...cleaned } = cleanColumn(column, spec, usual);
  return { spec: { ...spec, kind }, ...cleaned };
}

function cleanDates(column: Column, spec: SurveyColumn, make: { group: boolean; hour: boolean }): CleanedColumn[] {
  const { dates, hours, unreadable } = parseDates(column);
  const empty = dates.filter((date) => date === "").length - unreadable;
  const { source } = spec;
  const made: CleanedColumn[] = [
    {
      spec: { source, name: "date", role: "date", kind: "category" },
      column: dates,
      counts: { ...noCounts(), empty, unreadable },
    },
    {
      // As a feature it would tell campaigns apart.
      spec: {
        source,
        name: MONTH_YEAR,
        role: make.group ? "group" : "excluded",
        kind: "category",
        reason: "made of the date, to group by",
      },
      column: dates.map((date) => date.slice(0, 7)),
      counts: noCounts(),
    },
  ];
  if (hours !== undefined && make.hour) {
    made.push(hourColumn(source, hours, noCounts()));
  }
  return made;
}

function cleanHours(column: Column, spec: SurveyColumn): CleanedColumn {
  const counts = noCounts();
  const hours = Float64Array.from<number | string>(column, (cell) => {
    const hour = parseHour(cell);
    if (cell === "" || Number.isNaN(cell)) {
      counts.empty++;
    } else if (Number.isNaN(hour)) {
      counts.unreadable++;
      counts.unreadableExample ??= String(cell);
    }
    return hour;
  });
  return hourColumn(spec.source, hours, counts);
}

function hourColumn(source: string, column: Float64Array, counts: CleaningCounts): CleanedColumn {
  return { spec: { source, name: "hour", role: "feature", kind: "number", range: [0, 24] }, column, counts };
}
