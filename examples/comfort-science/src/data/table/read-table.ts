import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import Papa from "papaparse";
import { TableReadError } from "../errors.ts";
import { ColumnBuilder } from "./column-builder.ts";
import { type DecimalEvidence, decidedSign } from "./decide-number-format.ts";
import { type Dialect, detectDialect, usualDecimal } from "./dialect.ts";
import type { NumberFormat } from "./number-format.ts";
import { createTable, type Table } from "./table.ts";

/** A table with the way its file is written. */
export interface SourceTable extends Table {
  readonly dialect: Dialect;
  /** How the numbers of each column of numbers are written, by its name. */
  readonly formats: ReadonlyMap<string, NumberFormat>;
}

/** The facts about a file that `readTable` can be told. */
export interface ReadTableOptions {
  /** Columns that stay text whatever they look like, as building "12". @default [] */
  text?: Iterable<string>;
  signal?: AbortSignal;
}

const SAMPLE_BYTES = 65_536;

/**
 * Reads any CSV or `.csv.gz`: comma, semicolon, tab or bar, decimal comma or point, UTF-8, UTF-16 or Latin-1, byte order
 * mark or not, with or without a first line such as `sep=;`.
 *
 * A column is numeric when each of its cells is empty or a number in the one format that the whole column decides;
 * every other column is text, codes included. Rows without any value are skipped: spreadsheets leave them behind.
 *
 * @throws {@link TableReadError} when there is no such file or it is not a table.
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<SourceTable> {
  const { bytes, gzip } = await readSample(path);
  const dialect = detectDialect(bytes);
  if (dialect === undefined) {
    throw new TableReadError(
      path,
      "not-csv",
      `${path} is not a CSV file: its first line has no two columns separated by a comma, a semicolon, a tab or a bar.`,
    );
  }
  try {
    return await readRows(path, dialect, gzip, options);
  } catch (error) {
    // The first chunk was plain ASCII, so UTF-8 was a guess, and a later byte says otherwise.
    if (!isDecodingError(error) || dialect.encoding !== "utf-8") {
      throw error;
    }
    return await readRows(path, { ...dialect, encoding: "windows-1252" }, gzip, options);
  }
}

async function readSample(path: string): Promise<{ bytes: Uint8Array; gzip: boolean }> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
    const message = missing
      ? `There is no file ${path}: check the path.`
      : `${path} cannot be opened (${error.code}): check its permissions.`;
    throw new TableReadError(path, missing ? "missing" : "unreadable", message, { cause: error });
  });
  if (stats.isDirectory()) {
    throw new TableReadError(path, "directory", `${path} is a directory: name a CSV file in it.`);
  }

  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const message = `${path} cannot be opened (${error.code}): check its permissions.`;
    throw new TableReadError(path, "unreadable", message, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    const raw = buffer.subarray(0, bytesRead);
    // The content decides, not the name: a downloaded file may have been unpacked on the way and kept its `.gz`.
    const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
    const bytes = gzip ? gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, SAMPLE_BYTES) : raw;
    if (bytes.length === 0) {
      throw new TableReadError(path, "empty", `${path} is empty: export the survey again.`);
    }
    return { bytes, gzip };
  } catch (error) {
    if (error instanceof TableReadError) {
      throw error;
    }
    throw new TableReadError(path, "not-csv", `${path} is damaged: it cannot be unpacked.`, { cause: error });
  } finally {
    await file.close();
  }
}

async function readRows(
  path: string,
  dialect: Dialect,
  gzip: boolean,
  options: ReadTableOptions,
): Promise<SourceTable> {
  const asText = new Set(options.text);
  let names: string[] | undefined;
  let builders: ColumnBuilder[] = [];
  let rowCount = 0;
  let line = 0;

  const takeRow = (row: string[]) => {
    line++;
    if ((line === 1 && dialect.namesDelimiter) || row.every((cell) => cell === "" || cell.trim() === "")) {
      return;
    }
    if (names === undefined) {
      names = headerNames(path, row);
      builders = names.map((name) => new ColumnBuilder({ text: asText.has(name) }));
      return;
    }
    for (let i = builders.length; i < row.length; i++) {
      if (row[i]?.trim() === "") {
        continue;
      }
      const message = `${path} is not a regular CSV file: line ${line} has ${row.length} cells, the header has ${builders.length}.`;
      throw new TableReadError(path, "not-csv", message);
    }
    for (let i = 0; i < builders.length; i++) {
      builders[i]?.push(row[i] ?? "");
    }
    rowCount++;
  };

  await parseRows(path, dialect, gzip, takeRow, options.signal);
  if (names === undefined || rowCount === 0) {
    throw new TableReadError(path, "no-rows", `${path} has a header and no data rows: export the survey again.`);
  }
  const evidence = builders.map((builder) => builder.evidence());
  const decimal = decidedSign(total(evidence)) ?? usualDecimal(dialect.delimiter);
  const built = names.map((name, i) => [name, builders[i]?.finish(decimal) ?? { column: [] }] as const);
  const formats = built.flatMap(([name, { format }]) => (format ? [[name, format] as const] : []));
  return {
    ...createTable(built.map(([name, { column }]) => [name, column])),
    dialect: { ...dialect, decimal },
    formats: new Map(formats),
  };
}

function total(evidence: readonly DecimalEvidence[]): DecimalEvidence {
  return {
    points: evidence.reduce((sum, { points }) => sum + points, 0),
    commas: evidence.reduce((sum, { commas }) => sum + commas, 0),
  };
}

function headerNames(path: string, row: string[]): string[] {
  // Spreadsheets and data frames write a first column without a name.
  const names = row.map((cell, i) => cell.trim() || `column ${i + 1}`);
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) {
      const message = `${path} has two columns named "${name}" (upper and lower case count as the same): rename one.`;
      throw new TableReadError(path, "duplicated-header", message);
    }
    seen.add(key);
  }
  return names;
}

async function parseRows(
  path: string,
  dialect: Dialect,
  gzip: boolean,
  takeRow: (row: string[]) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const text = Readable.from(decode(path, dialect, gzip, signal));
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(text, {
        delimiter: dialect.delimiter,
        newline: "\n",
        skipEmptyLines: false,
        chunk: ({ data, errors }) => {
          if (errors.some((error) => error.code === "MissingQuotes")) {
            const message = `${path} is not a regular CSV file: a quote is opened and never closed.`;
            throw new TableReadError(path, "not-csv", message);
          }
          for (const row of data) {
            takeRow(row);
          }
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  } finally {
    text.destroy();
  }
}

async function* decode(path: string, dialect: Dialect, gzip: boolean, signal: AbortSignal | undefined) {
  const decoder = new TextDecoder(dialect.encoding, { fatal: true });
  const file = createReadStream(path, { signal });
  // An error of the file reaches the reader of the unpacked stream, where it is thrown.
  const bytes = gzip ? pipeline(file, createGunzip(), () => undefined) : file;
  try {
    // Files put together by hand mix the line ends of several systems; the parser knows one at a time.
    let rest = "";
    for await (const chunk of bytes) {
      const text = rest + decoder.decode(chunk as Buffer, { stream: true });
      rest = text.endsWith("\r") ? "\r" : "";
      yield text.slice(0, text.length - rest.length).replace(/\r\n?/g, "\n");
    }
    yield (rest + decoder.decode()).replace(/\r\n?/g, "\n");
  } catch (error) {
    if (isDecodingError(error) || signal?.aborted) {
      throw error;
    }
    throw new TableReadError(path, "unreadable", `${path} breaks off: it cannot be read to its end.`, { cause: error });
  }
}

function isDecodingError(error: unknown): boolean {
  return error instanceof TypeError && (error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA";
}
