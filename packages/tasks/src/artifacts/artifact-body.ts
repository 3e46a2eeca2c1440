import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { formatSize } from "@clearml-ts/archive";
import { isPlainObject, pythonJson, storedForm } from "@clearml-ts/protocol";
import { lookup } from "mrmime";
import { InvalidValueError } from "../errors.ts";
import type { TableData } from "../table-data.ts";
import { orRefused } from "../unwritable-value.ts";
import { type ArtifactBody, type ArtifactValue, bytesBody } from "./artifact-value.ts";
import { ArtifactError } from "./errors.ts";
import { isNumberArray, NumpyArray } from "./formats/numpy-array.ts";
import { previewTable } from "./formats/table-preview.ts";
import { TYPED_CSV_NOTE, writeTypedCsv } from "./formats/typed-csv.ts";
import { numpyBody } from "./numpy-body.ts";
import { pathBody } from "./path-body.ts";

/** Options of {@link artifactBody}. */
export interface ArtifactBodyOptions {
  /** File name extension for texts and bytes, such as `.md`. */
  extension?: string;
}

/** Half of a character, which UTF-8 cannot hold. */
const HALF_CHARACTER = /\p{Surrogate}/u;

const gzipAsync = promisify(gzip);

/**
 * Serialises a value in the format and under the type name that Python's SDK reads it back by.
 *
 * @throws {@link ArtifactError} when the value, or a part of it, would come back as something else; it names the place.
 */
export async function artifactBody(
  name: string,
  value: ArtifactValue,
  { extension }: ArtifactBodyOptions = {},
): Promise<ArtifactBody> {
  if (typeof value === "string") {
    return textBody(name, value, extension);
  }
  if (value instanceof Uint8Array) {
    const fileName = `${name}${extension ?? ".bin"}`;
    const contentType = lookup(fileName) ?? "application/octet-stream";
    const preview = `${fileName} - ${formatSize(value.byteLength)}\n`;
    return bytesBody({ type: "custom", contentType, preview }, fileName, value);
  }
  if (value instanceof NumpyArray || isNumberArray(value)) {
    return numpyBody(name, value instanceof NumpyArray ? value : new NumpyArray(value, [value.length]));
  }
  const [key, wrapped] = soleEntry(value);
  if (key === "path" && typeof wrapped === "string") {
    return pathBody(name, wrapped);
  }
  if (key === "url" && typeof wrapped === "string") {
    return linkBody(wrapped);
  }
  if (key === "table" && typeof wrapped === "object" && wrapped !== null) {
    return tableBody(name, wrapped as TableData);
  }
  return jsonBody(name, key === "json" ? wrapped : value);
}

/**
 * A text is stored as it is where Python reads it as it is: not when it is empty, nor with carriage returns, which
 * Python takes for line breaks, unless a file name extension says that a file is wanted.
 */
function textBody(name: string, text: string, extension: string | undefined): ArtifactBody {
  const isFile = extension !== undefined || !text.includes("\r");
  if (text === "" || !isFile || HALF_CHARACTER.test(text)) {
    return jsonBody(name, text);
  }
  const ending = extension ?? ".txt";
  const contentType = lookup(ending) ?? "text/plain";
  return bytesBody({ type: "string", contentType, preview: text }, `${name}${ending}`, Buffer.from(text));
}

/** JSON as Python writes a `dict` artifact; a value that is not an object gets the type `JSON`, which Python reads as any value. */
function jsonBody(name: string, value: unknown): ArtifactBody {
  return orRefused(
    () => {
      const plain = storedForm(value);
      const json = pythonJson(plain, { sortKeys: true, indent: 4 });
      const type = isPlainObject(plain) ? "dict" : "JSON";
      const about = { type, contentType: "application/json", preview: json };
      return bytesBody(about, `${name}.json`, Buffer.from(json));
    },
    (cause) => {
      const { kind, path, advice } = cause;
      return new ArtifactError(name, `cannot hold ${kind} at ${path}. ${advice}`, { cause, path });
    },
  );
}

async function tableBody(name: string, table: TableData): Promise<ArtifactBody> {
  try {
    // zlib leaves the time in the gzip header at 0, so equal tables have equal hashes.
    const bytes = await gzipAsync(writeTypedCsv(table));
    const [key, note] = TYPED_CSV_NOTE;
    const about = { type: "pandas", contentType: "text/csv", preview: previewTable(table), notes: { [key]: note } };
    return bytesBody(about, `${name}.csv.gz`, bytes);
  } catch (cause) {
    if (cause instanceof InvalidValueError) {
      const path = cause.path === undefined ? {} : { path: cause.path };
      throw new ArtifactError(name, `cannot be stored as a table. ${cause.message}`, { cause, ...path });
    }
    throw cause;
  }
}

function linkBody(url: string): ArtifactBody {
  const contentType = lookup(url.replace(/[?#].*$/, ""));
  return {
    type: "custom",
    ...(contentType ? { contentType } : {}),
    preview: "",
    content: { kind: "link", url },
    discard: async () => {},
  };
}

function soleEntry(value: ArtifactValue): [key: string | undefined, value: unknown] {
  const entries = isPlainObject(value) ? Object.entries(value) : [];
  const [entry] = entries;
  return entry && entries.length === 1 ? entry : [undefined, undefined];
}
