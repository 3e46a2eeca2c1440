import { PythonFloat, pythonRepr } from "@clearml-ts/protocol";
import Papa from "papaparse";
import type { CsvCell, CsvRecord } from "./typed-csv.ts";

/** How {@link fromPandasCsv} reads. */
export interface PandasCsvOptions {
  /** Whether pandas wrote an index as the first column. @default true */
  indexColumn?: boolean;
}

/**
 * Reads CSV that pandas wrote. The types of columns are inferred with care: a column is one of numbers or of booleans only
 * where Python would write each of its cells in the same way again, so that `00123`, `1.10` and long ids stay texts.
 * Empty cells are null.
 *
 * A first column that only numbers the rows is dropped; a real index stays, under its name or `index`. Columns that
 * have the same name get numbers, as in pandas: `a`, `a.1`.
 *
 * @throws {@link SyntaxError} when it is not CSV, or a row is longer than the header.
 */
export function fromPandasCsv(text: string, { indexColumn = true }: PandasCsvOptions = {}): CsvRecord[] {
  // pandas separates by commas; a guess would be led astray by a name such as `ta;rh`.
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: "," });
  const [problem] = errors;
  if (problem) {
    throw new SyntaxError(`CSV row ${(problem.row ?? 0) + 1}: ${problem.message}`);
  }
  const lines = /[\r\n]$/.test(text) ? data.slice(0, -1) : data;
  const [header = [], ...rows] = lines;
  const long = rows.findIndex((row) => row.length > header.length);
  if (long !== -1) {
    throw new SyntaxError(`CSV row ${long + 2} has more cells than there are columns (${header.length}).`);
  }
  const dropFirst = indexColumn && header[0] === "" && rows.every(([first], row) => first === String(row));
  const names = columnNames(header, indexColumn);
  const columns = names
    .map((name, index) => ({ name, cells: readColumn(rows.map((row) => row[index] ?? "")) }))
    .slice(dropFirst ? 1 : 0);
  return rows.map((_row, row) => Object.fromEntries(columns.map(({ name, cells }) => [name, cells[row] ?? null])));
}

/** Names of all columns, each once; an index without a name gives way to a column that is called so. */
function columnNames(header: readonly string[], indexColumn: boolean): string[] {
  const index = header.includes("index") ? "level_0" : "index";
  const taken = new Set<string>();
  return header.map((cell, position) => {
    const wanted = cell || (position === 0 && indexColumn ? index : `Unnamed: ${position}`);
    let name = wanted;
    for (let copy = 1; taken.has(name); copy += 1) {
      name = `${wanted}.${copy}`;
    }
    taken.add(name);
    return name;
  });
}

function readColumn(cells: readonly string[]): CsvCell[] {
  const filled = cells.filter((cell) => cell !== "");
  const reader = filled.every(isNumber) ? readNumber : filled.every(isBoolean) ? isTrue : String;
  return cells.map((cell) => (cell === "" ? null : reader(cell)));
}

/** Tells whether Python would write the number that a text is read as by the same text. */
function isNumber(cell: string): boolean {
  const value = readNumber(cell);
  if (!Number.isFinite(value)) {
    return cell === "inf" || cell === "-inf";
  }
  if (/^-?\d+$/.test(cell)) {
    return Number.isSafeInteger(value) && String(value) === cell;
  }
  const isPlain = String(value) === cell && !cell.includes("e");
  return isPlain || pythonRepr(new PythonFloat(value)) === cell;
}

const readNumber = (cell: string) => Number(cell.replace(/inf$/, "Infinity"));
const isBoolean = (cell: string) => cell === "True" || cell === "False";
const isTrue = (cell: string) => cell === "True";
