import { type Cell, type TableData, toColumns } from "../../table-data.ts";

/** Rows shown from each end of a longer table. */
const ENDS = 5;

/** Draws a table as text the way pandas prints a data frame: both ends, right-aligned, and the size below. */
export function previewTable(table: TableData): string {
  const { names, cells, rowCount } = toColumns(table);
  const all = [...Array(rowCount).keys()];
  const shown = rowCount <= 2 * ENDS ? all : [...all.slice(0, ENDS), ...all.slice(-ENDS)];
  const grid = [["", ...names], ...shown.map((row) => [String(row), ...cells.map((column) => cellText(column[row]))])];
  if (shown.length < rowCount) {
    grid.splice(ENDS + 1, 0, ["..", ...names.map(() => "...")]);
  }
  const widths = grid[0]?.map((_name, column) => Math.max(...grid.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = grid.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "));
  return `${lines.join("\n")}\n\n[${rowCount} rows x ${names.length} columns]`;
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) {
    return "NaN";
  }
  if (typeof cell === "boolean") {
    return cell ? "True" : "False";
  }
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
