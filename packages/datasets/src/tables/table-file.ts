import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { ArqueroNotFoundError, InvalidDatasetError } from "../errors.ts";

/** A table that can be written as CSV and as Arrow: one of arquero, whatever its version is. */
export interface WritableTable {
  toCSV(options?: { delimiter?: string }): string;
  toArrowIPC(options?: { format?: "stream" | "file" }): Uint8Array;
}

/**
 * A table that was read from a file: a `ColumnTable` of arquero with all its verbs. Arquero is optional, so that its own type stands in
 * no declaration of ours: where it is installed, `table as ColumnTable` has the rest.
 */
export interface ReadTable extends WritableTable {
  numRows(): number;
  numCols(): number;
  columnNames(): string[];
  /** The rows as objects. */
  objects(options?: { limit?: number }): object[];
}

/** The forms of tables in files, by the ends of their names. */
const FORMS: Readonly<Record<string, "arrow" | "," | "\t">> = {
  ".csv": ",",
  ".tsv": "\t",
  ".arrow": "arrow",
  ".feather": "arrow",
};

/** Writes a table in the form that the end of a file's name stands for. */
export function tableContent(path: string, table: WritableTable): Uint8Array | string {
  const form = formOf(path);
  return form === "arrow" ? table.toArrowIPC({ format: "file" }) : table.toCSV({ delimiter: form });
}

/**
 * Reads a table from a file.
 *
 * @throws {@link ArqueroNotFoundError} when arquero, which makes tables of files, is not installed.
 */
export async function readTable(path: string): Promise<ReadTable> {
  const form = formOf(path);
  const { fromArrow, fromCSV } = await loadArquero();
  return form === "arrow"
    ? fromArrow(new Uint8Array(await readFile(path)))
    : fromCSV(await readFile(path, "utf8"), { delimiter: form });
}

function formOf(path: string): "arrow" | "," | "\t" {
  const form = FORMS[extname(path).toLowerCase()];
  if (form === undefined) {
    throw new InvalidDatasetError(
      `${path} is not a table. These are: files that end with ${Object.keys(FORMS).join(", ")}.`,
    );
  }
  return form;
}

/** Loaded on first use: most programs have no tables. */
async function loadArquero(): Promise<typeof import("arquero")> {
  try {
    return await import("arquero");
  } catch (cause) {
    throw new ArqueroNotFoundError({ cause });
  }
}
