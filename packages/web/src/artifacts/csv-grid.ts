import Papa from "papaparse";

/** A table as texts. */
export interface CsvGrid {
  columns: string[];
  rows: string[][];
  /** For each column, whether all of it are numbers. */
  areNumbers: boolean[];
}

/** Reads a table whose cells are apart by commas, tabs or the like; of one that is cut off, without its last line. */
export function csvGrid(text: string, isWhole: boolean): CsvGrid {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [columns = [], ...rows] = isWhole || data.length === 1 ? data : data.slice(0, -1);
  const areNumbers = columns.map((_, column) =>
    rows.every((cells) => Number.isFinite(Number(cells[column] ?? Number.NaN))),
  );
  return { columns, rows, areNumbers };
}
