import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** Bytes that are read of a table, unpacked: enough for rows of any sensible width. */
const MAX_BYTES = 1 << 20;

/** Reads the header and the first rows of a table of texts; undefined when it has no rows that can be read. */
export async function readRows(
  path: string,
  { delimiter, isGzipped, rows }: { delimiter: string; isGzipped: boolean; rows: number },
): Promise<string[][] | undefined> {
  const text = await readStart(path, isGzipped);
  // Loaded with the first table that is shown: it takes longer than all of this package.
  const { default: Papa } = await import("papaparse");
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: rows + 1, skipEmptyLines: true });
  const [header] = data;
  return header && data.length > 1 ? data.map((row) => header.map((_, index) => row[index] ?? "")) : undefined;
}

async function readStart(path: string, isGzipped: boolean): Promise<string> {
  const file = createReadStream(path, isGzipped ? {} : { end: MAX_BYTES - 1 });
  const content = isGzipped ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => content.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_BYTES) {
      break;
    }
  }
  file.destroy();
  return Buffer.concat(chunks).toString("utf8");
}
