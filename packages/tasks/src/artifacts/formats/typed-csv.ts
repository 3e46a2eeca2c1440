import { PythonFloat, pathStep, pythonRepr } from "@clearml-ts/protocol";
import { InvalidValueError } from "../../errors.ts";
import { checkText } from "../../parameters/plain-parameters.ts";
import { type Cell, type TableData, toColumns } from "../../table-data.ts";

/** A cell of a table that was read back. */
export type CsvCell = string | number | bigint | boolean | Date | null;

/** A row of a table that was read back, by the names of the columns. */
export type CsvRecord = Record<string, CsvCell>;

/** The note beside a table that says how its CSV was written; without it the types of cells are inferred. */
export const TYPED_CSV_NOTE = ["clearml-ts/csv", "quoted cells are texts"] as const;

/** How {@link writeTypedCsv} writes. */
export interface TypedCsvOptions {
  /** Write the number of each row in a first column, as pandas does; {@link readTypedCsv} reads no other. @default true */
  indexColumn?: boolean;
}

/**
 * Writes a table as pandas' `to_csv` does (the row number first, missing values empty, booleans in Python's spelling),
 * with all texts in quotes: pandas reads them as it would without, and {@link readTypedCsv} tells `"00123"` from 123.
 *
 * @throws {@link InvalidValueError} when two columns have one name, or a cell has no form in CSV; it names the place.
 */
export function writeTypedCsv(table: TableData, { indexColumn = true }: TypedCsvOptions = {}): string {
  const { names, cells, rowCount } = toColumns(table);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InvalidValueError(`Two columns are named ${JSON.stringify(twice)}. Rename one of them.`, { path: "$" });
  }
  const index = (cell: string | number) => (indexColumn ? [cell] : []);
  const lines = [[...index(""), ...names.map(quoted)].join(",")];
  for (let row = 0; row < rowCount; row += 1) {
    const texts = cells.map((column, index) => cellText(column[row], `$[${row}]${pathStep(names[index] ?? index)}`));
    lines.push([...index(row), ...texts].join(","));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Reads the CSV that {@link writeTypedCsv} wrote.
 *
 * @throws {@link SyntaxError} when the text is other CSV.
 */
export function readTypedCsv(text: string): CsvRecord[] {
  const [header = [], ...rows] = splitCells(text);
  const names = header.slice(1).map(unquoted);
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, readCell(cells[index + 1] ?? "")])));
}

function cellText(cell: Cell, path: string): string {
  switch (typeof cell) {
    case "string":
      checkText(cell, path);
      return quoted(cell);
    case "boolean":
      return cell ? "True" : "False";
    case "bigint":
      return cell.toString();
    case "number":
      if (Number.isNaN(cell)) {
        return "NaN";
      }
      // Numbers beyond 2^53 keep a point or an exponent, which bigints do not have.
      return Number.isSafeInteger(cell) && !Object.is(cell, -0) ? String(cell) : pythonRepr(new PythonFloat(cell));
    case "undefined":
      return "";
    default:
      if (cell === null) {
        return "";
      }
      if (cell instanceof Date && !Number.isNaN(cell.getTime())) {
        return cell.toISOString();
      }
      throw new InvalidValueError(
        `A table cannot hold the ${typeof cell} at ${path}. Put a text, number, boolean, date or null in its place.`,
        { path },
      );
  }
}

function readCell(source: string): CsvCell {
  if (source.startsWith('"')) {
    return unquoted(source);
  }
  if (source === "" || source === "True" || source === "False") {
    return source === "" ? null : source === "True";
  }
  if (/^-?\d+$/.test(source)) {
    const value = Number(source);
    return Number.isSafeInteger(value) ? value : BigInt(source);
  }
  const value = Number(source.replace(/inf$/, "Infinity"));
  if (source === "NaN" || !Number.isNaN(value)) {
    return value;
  }
  const date = new Date(source);
  if (Number.isNaN(date.getTime())) {
    throw new SyntaxError(`The cell ${source} is neither a text in quotes nor a number, boolean or date.`);
  }
  return date;
}

/** Splits CSV into the sources of its cells, quotes included, which tell texts from everything else. */
function splitCells(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) {
      throw new SyntaxError(`Row ${rows.length} has an open quote, or something after a closed one, at ${start}.`);
    }
    row.push(match[1] ?? "");
    if (match[2] !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function unquoted(source: string): string {
  return source.replace(/^"|"$/g, "").replaceAll('""', '"');
}
