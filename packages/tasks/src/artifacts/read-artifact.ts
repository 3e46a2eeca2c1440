import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type ArtifactRecord, readPythonJson } from "@clearml-ts/protocol";
import { ArtifactError } from "./errors.ts";
import type { PandasCsvOptions } from "./formats/csv.ts";
import { readNpz, readNumberLines } from "./formats/npz.ts";
import { type CsvRecord, readTypedCsv, TYPED_CSV_NOTE } from "./formats/typed-csv.ts";

const unzip = promisify(gunzip);

/**
 * Downloads an artifact and turns it into a value; kinds without one (files, archives, images) give the path.
 *
 * @throws {@link ArtifactError} when only Python can read it, or the content does not fit its type.
 */
export async function readArtifact(record: ArtifactRecord, download: () => Promise<string>): Promise<unknown> {
  refusePickle(record);
  const path = await download();
  try {
    return await read(record, path);
  } catch (cause) {
    const why = cause instanceof Error ? ` ${cause.message}` : "";
    throw new ArtifactError(record.key, `is not readable as "${record.type}". Its file is ${path}.${why}`, { cause });
  }
}

async function read(record: ArtifactRecord, path: string): Promise<unknown> {
  const contentType = record.type_data?.content_type;
  switch (record.type) {
    case "JSON":
      return readPythonJson(await readFile(path, "utf8"));
    case "dict": {
      const text = await readFile(path, "utf8");
      if (contentType === "application/json") {
        return readPythonJson(text);
      }
      // Loaded for those who have such a file: it would be a fifth of the time that importing this package takes.
      const { readPythonYaml } = await import("./formats/python-yaml.ts");
      return readPythonYaml(text);
    }
    case "string":
      return await readFile(path, "utf8");
    case "pandas":
      return isTyped(record) ? readTypedCsv(await readText(path)) : await readPandasCsv(path);
    case "data-audit-table":
      return await readPandasCsv(path, { indexColumn: false });
    case "numpy":
      return contentType === "text/csv" ? readNumberLines(await readText(path)) : await readNpz(path, record.key);
    default:
      return path;
  }
}

/** Pickles run code when they are read, and only Python can: each of them has an open format in its place. */
function refusePickle({ key, type, type_data }: ArtifactRecord): void {
  const format = /application\/(pickle|parquet|feather)/.exec(type_data?.content_type ?? "")?.[1];
  if (type !== "pickle" && (type !== "pandas" || format === undefined)) {
    return;
  }
  const [what, instead] =
    type === "pickle"
      ? ["a pickle", "a dict, a str, a NumPy array or a data frame; put a list into a dict"]
      : [`a data frame as ${format}`, 'a data frame with extension_name=".csv.gz"'];
  const advice = `In Python store ${instead}, which both languages read. getLocalCopy() gives the file as it is.`;
  throw new ArtifactError(key, `is ${what}, which only Python reads. ${advice}`);
}

function isTyped({ display_data = [] }: ArtifactRecord): boolean {
  const [key, note] = TYPED_CSV_NOTE;
  return display_data.some(([name, text]) => name === key && text === note);
}

/** Loads what reads CSV, which nobody else has a use for. */
async function readPandasCsv(path: string, options: PandasCsvOptions = {}): Promise<CsvRecord[]> {
  const { fromPandasCsv } = await import("./formats/csv.ts");
  return fromPandasCsv(await readText(path), options);
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? await unzip(bytes) : bytes).toString("utf8");
}
