import { pythonJson } from "@clearml-ts/protocol";
import Papa from "papaparse";
import { type Cell, type TableData, toColumns } from "../table-data.ts";

/** A row of a CSV file that was read back. */
export type CsvRecord = Record<string, string | number | boolean | null>;

/** Writes a table as pandas' `to_csv` does: the row number first, missing values empty, booleans in Python's spelling. */
export function toPandasCsv(table: TableData): string {
  const { names, cells, rowCount } = toColumns(table);
  const rows: string[][] = [["", ...names]];
  for (let row = 0; row < rowCount; row += 1) {
    rows.push([String(row), ...cells.map((column) => cellText(column[row]))]);
  }
  return `${Papa.unparse(rows, { newline: "\n" })}\n`;
}

/**
 * Reads what pandas wrote: columns of numbers and booleans are recognised, empty cells are null.
 *
 * A first column that only numbers the rows is dropped; a real index stays, under its name or `index`.
 */
export function fromPandasCsv(text: string, { indexColumn = true }: { indexColumn?: boolean } = {}): CsvRecord[] {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [problem] = errors.filter(({ code }) => code !== "UndetectableDelimiter");
  if (problem) {
    throw new SyntaxError(`CSV row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  }
  const [header = [], ...rows] = data;
  const dropFirst = indexColumn && header[0] === "" && rows.every(([first], row) => first === String(row));
  const columns = header
    .map((name, index) => ({ name: name || (index === 0 ? "index" : `Unnamed: ${index}`), index }))
    .slice(dropFirst ? 1 : 0)
    .map(({ name, index }) => ({ name, cells: readColumn(rows.map((row) => row[index] ?? "")) }));
  return rows.map((_row, row) => Object.fromEntries(columns.map(({ name, cells }) => [name, cells[row] ?? null])));
}

function cellText(cell: Cell): string {
  switch (typeof cell) {
    case "string":
      return cell;
    case "boolean":
      return cell ? "True" : "False";
    case "number":
      return Number.isNaN(cell) ? "" : Number.isFinite(cell) ? pythonJson(cell) : cell > 0 ? "inf" : "-inf";
    case "bigint":
      return cell.toString();
    default:
      return cell instanceof Date ? cell.toISOString() : "";
  }
}

function readColumn(cells: string[]): CsvRecord[string][] {
  const filled = cells.filter((cell) => cell !== "");
  const reader = filled.every(isNumber) ? readNumber : filled.every(isBoolean) ? isTrue : String;
  return cells.map((cell) => (cell === "" ? null : reader(cell)));
}

const isNumber = (cell: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) || /^[+-]?inf$/.test(cell);
const readNumber = (cell: string) => Number(cell.replace(/inf$/, "Infinity"));
const isBoolean = (cell: string) => cell === "True" || cell === "False";
const isTrue = (cell: string) => cell === "True";
