import type { Figure } from "../figure.ts";
import { isObject } from "../figure.ts";
import { cellText } from "./cell-text.ts";

/** A table among the plots: cells as they were sent. */
export interface PlotTable {
  /** Empty where the table has no header. */
  columns: unknown[];
  rows: unknown[][];
}

/** The tables of a figure that has nothing else; undefined for other figures. */
export function tablesOf({ data }: Figure): PlotTable[] | undefined {
  const tables = data.map(tableOf);
  return tables.length > 0 && tables.every((table) => table !== undefined) ? tables : undefined;
}

/** Plotly keeps a table column by column. */
function tableOf(trace: Record<string, unknown>): PlotTable | undefined {
  if (trace["type"] !== "table" || !isObject(trace["cells"])) {
    return undefined;
  }
  const cells = trace["cells"]["values"];
  if (!Array.isArray(cells)) {
    return undefined;
  }
  // One column may be sent without a list around it.
  const columns = cells.length > 0 && cells.every((column) => !Array.isArray(column)) ? [cells] : cells.map(listOf);
  const height = Math.max(0, ...columns.map((column) => column.length));
  const rows = Array.from({ length: height }, (_, row) => columns.map((column) => column[row]));
  const header = isObject(trace["header"]) ? listOf(trace["header"]["values"]) : [];
  return { columns: header.map((name) => (Array.isArray(name) ? name.map(cellText).join(" ") : name)), rows };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A table as text that spreadsheets take: cells apart by tabs, rows by line breaks. */
export function tabbedText({ columns, rows }: PlotTable): string {
  const lines = columns.length > 0 ? [columns, ...rows] : rows;
  return lines.map((cells) => cells.map((cell) => cellText(cell).replace(/\s+/g, " ")).join("\t")).join("\n");
}
