import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { sha256 } from "@clearml-ts/archive";
import { InvalidValueError } from "../../errors.ts";
import { type TableData, toColumns } from "../../table-data.ts";
import { type ArtifactBody, bytesBody } from "../artifact-value.ts";
import { ArtifactError } from "../errors.ts";
import { previewTable } from "../formats/table-preview.ts";
import { writeTypedCsv } from "../formats/typed-csv.ts";
import { tableStatistics } from "./table-statistics.ts";

const gzipAsync = promisify(gzip);

/** Bytes at the beginning of the file that Python leaves out of the hash: in them a gzip may tell when it was made. */
const HEADER = 32;

/**
 * Writes a table that is followed as the Python SDK does: CSV without row numbers, shown with its statistics.
 *
 * @throws {@link ArtifactError} when it is not a table, or lacks a column by which rows are compared.
 */
export async function auditBody(
  name: string,
  table: TableData,
  uniquenessColumns: readonly string[] | undefined,
): Promise<ArtifactBody> {
  try {
    const { names } = toColumns(table);
    const lacking = uniquenessColumns?.find((column) => !names.includes(column));
    if (lacking !== undefined) {
      throw new InvalidValueError(`It has no column "${lacking}" to compare its rows by.`);
    }
    const bytes = await gzipAsync(writeTypedCsv(table, { indexColumn: false }));
    const preview = `${previewTable(table)}\n\n${tableStatistics(name, table, uniquenessColumns ?? names)}`;
    const about = {
      type: "data-audit-table",
      contentType: "text/csv",
      preview,
      dataHash: sha256(bytes.subarray(HEADER)),
    };
    return bytesBody(about, `${name}.csv.gz`, bytes);
  } catch (cause) {
    if (cause instanceof InvalidValueError) {
      const path = cause.path === undefined ? {} : { path: cause.path };
      throw new ArtifactError(name, `cannot be stored as a table. ${cause.message}`, { cause, ...path });
    }
    throw cause;
  }
}
