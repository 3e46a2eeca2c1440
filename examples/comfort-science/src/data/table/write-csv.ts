import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Table } from "./table.ts";

const ROWS_PER_CHUNK = 2_000;

/**
 * Writes a table so that `readTable` gives the same values back, packed when the name ends in `.gz`.
 *
 * Numbers are written as JavaScript and Python's `repr` write them: the shortest text that reads back as the same number.
 */
export async function writeCsv(table: Table, path: string, options: { signal?: AbortSignal } = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const text = Readable.from(csvChunks(table), { objectMode: false });
  const file = createWriteStream(path);
  const { signal } = options;
  if (path.endsWith(".gz")) {
    await pipeline(text, createGzip(), file, { signal });
  } else {
    await pipeline(text, file, { signal });
  }
}

/** The table as CSV text, some thousand rows at a time. */
export function* csvChunks(table: Table): Generator<string> {
  const columns = [...table.columns.values()];
  yield `${[...table.columns.keys()].map(quote).join(",")}\n`;
  for (let start = 0; start < table.rowCount; start += ROWS_PER_CHUNK) {
    const end = Math.min(start + ROWS_PER_CHUNK, table.rowCount);
    let chunk = "";
    for (let row = start; row < end; row++) {
      for (let i = 0; i < columns.length; i++) {
        const value = columns[i]?.[row] ?? "";
        if (i > 0) {
          chunk += ",";
        }
        if (typeof value === "string") {
          chunk += quote(value);
        } else if (Number.isFinite(value)) {
          chunk += value;
        }
      }
      chunk += "\n";
    }
    yield chunk;
  }
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
