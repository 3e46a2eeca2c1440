import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** Bytes of the first rows as they are stored: a column of them is read as a whole. */
const MAX_GROUP_BYTES = 64 << 20;

/**
 * Reads the names of the columns and the first rows of a Parquet file as texts; undefined when it has no rows, or so many in
 * its first group that too much would have to be read for the first of them.
 */
export async function readParquetRows(path: string, rows: number): Promise<string[][] | undefined> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const [group] = metadata.row_groups;
  if (!group || (group.total_compressed_size ?? group.total_byte_size) > MAX_GROUP_BYTES) {
    return undefined;
  }
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  // Snappy comes with the library; of Zstandard and LZ4, this Node knows nothing.
  const compressors = {
    GZIP: (content: Uint8Array) => new Uint8Array(gunzipSync(content)),
    BROTLI: (content: Uint8Array) => new Uint8Array(brotliDecompressSync(content)),
  };
  const first = await parquetReadObjects({ file, metadata, compressors, rowStart: 0, rowEnd: rows });
  return first.length === 0 ? undefined : [names, ...first.map((row) => names.map((name) => cellText(row[name])))];
}

/** A value as a cell of a table shows it. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === "object"
    ? JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part))
    : String(value);
}
