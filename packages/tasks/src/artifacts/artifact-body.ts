import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createZip, formatSize } from "@clearml-ts/archive";
import { pythonJson } from "@clearml-ts/protocol";
import { lookup } from "mrmime";
import { ArtifactError } from "../errors.ts";
import type { TableData } from "../table-data.ts";
import { toPandasCsv } from "./csv.ts";
import { previewTable } from "./table-preview.ts";

/**
 * What can become an artifact.
 *
 * Plain values are stored as what they are: texts as text, bytes as bytes, everything else as JSON. An object with
 * exactly one of these keys means something else: `path` a file or folder, `table` a CSV table that Python reads as a
 * data frame, `url` a link to something stored elsewhere, `json` a value that is JSON whatever it looks like.
 */
export type ArtifactValue =
  | { path: string }
  | { table: TableData }
  | { url: string }
  | { json: unknown }
  | Uint8Array
  | string
  | number
  | boolean
  | null
  | object;

/** What is to be stored for an artifact, and how its record describes it. */
export interface ArtifactBody {
  /** Name of the kind of object, which tells Python's `artifact.get()` how to read it. */
  type: string;
  contentType?: string;
  preview: string;
  content:
    | { kind: "bytes"; bytes: Uint8Array; fileName: string }
    | { kind: "file"; path: string; fileName: string }
    | { kind: "link"; url: string };
  /** Removes what was made only for the upload. */
  discard(): Promise<void>;
}

/** Options of {@link artifactBody}. */
export interface ArtifactBodyOptions {
  /** File name extension for texts and bytes, such as `.md`. */
  extension?: string;
}

const gzipAsync = promisify(gzip);

/** Serialises a value in the format and under the type name that Python's SDK reads it back by. */
export async function artifactBody(
  name: string,
  value: ArtifactValue,
  { extension }: ArtifactBodyOptions = {},
): Promise<ArtifactBody> {
  if (typeof value === "string" && value !== "") {
    const ending = extension ?? ".txt";
    return bytesBody("string", `${name}${ending}`, Buffer.from(value), lookup(ending) ?? "text/plain", value);
  }
  if (value instanceof Uint8Array) {
    const fileName = `${name}${extension ?? ".bin"}`;
    const type = lookup(fileName) ?? "application/octet-stream";
    return bytesBody("custom", fileName, value, type, `${fileName} - ${formatSize(value.byteLength)}\n`);
  }
  const wrapped = soleEntry(value);
  switch (wrapped?.key) {
    case "path":
      return pathBody(name, String(wrapped.value));
    case "table":
      return tableBody(name, wrapped.value as TableData);
    case "url":
      return linkBody(String(wrapped.value));
    case "json":
      return jsonBody(name, wrapped.value);
    default:
      return jsonBody(name, value);
  }
}

/** JSON as Python writes a `dict` artifact; what is not an object gets the type `JSON`, which Python reads as any value. */
function jsonBody(name: string, value: unknown): ArtifactBody {
  // A round trip gives dates, maps with toJSON and the like their JSON form, and refuses what has none.
  const text = JSON.stringify(value, (_key, inner) =>
    typeof inner === "number" && !Number.isFinite(inner) ? null : inner,
  );
  if (text === undefined) {
    throw new ArtifactError(name, `cannot hold ${typeof value}: it has no JSON form.`);
  }
  const plain: unknown = JSON.parse(text);
  const isObject = plain !== null && typeof plain === "object" && !Array.isArray(plain);
  const json = pythonJson(plain, { sortKeys: true, indent: 4 });
  return bytesBody(isObject ? "dict" : "JSON", `${name}.json`, Buffer.from(json), "application/json", json);
}

async function tableBody(name: string, table: TableData): Promise<ArtifactBody> {
  // zlib leaves the time in the gzip header at 0, so equal tables have equal hashes.
  const bytes = await gzipAsync(toPandasCsv(table));
  return bytesBody("pandas", `${name}.csv.gz`, bytes, "text/csv", previewTable(table));
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

function bytesBody(
  type: string,
  fileName: string,
  bytes: Uint8Array,
  contentType: string,
  preview: string,
): ArtifactBody {
  return { type, contentType, preview, content: { kind: "bytes", bytes, fileName }, discard: async () => {} };
}

async function pathBody(name: string, path: string): Promise<ArtifactBody> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new ArtifactError(name, `cannot be read from ${path}. Check that the file is there.`, { cause });
  });
  if (info.isDirectory()) {
    return folderBody(name, resolve(path));
  }
  const fileName = basename(path);
  const contentType = lookup(fileName);
  return {
    type: "custom",
    ...(contentType ? { contentType } : {}),
    preview: `${fileName} - ${formatSize(info.size)}\n`,
    content: { kind: "file", path, fileName },
    discard: async () => {},
  };
}

/** A folder becomes one zip of its files, by sorted relative names. */
async function folderBody(name: string, folder: string): Promise<ArtifactBody> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) {
    throw new ArtifactError(name, `cannot be made of ${folder}: the folder holds no file.`);
  }
  const entries = files.map((path) => ({ path, name: relative(folder, path).split(sep).join("/") }));
  const lines = await Promise.all(
    entries.map(async ({ path, name }) => `${name} - ${formatSize((await stat(path)).size)}\n`),
  );
  const workspace = await mkdtemp(join(tmpdir(), "clearml-artifact-"));
  const fileName = `${basename(folder)}.zip`;
  const zip = join(workspace, fileName);
  const discard = () => rm(workspace, { recursive: true, force: true });
  try {
    await createZip(zip, entries);
  } catch (cause) {
    await discard();
    throw new ArtifactError(name, `could not be zipped from ${folder}.`, { cause });
  }
  return {
    type: "archive",
    contentType: "application/zip",
    preview: `Archive content ${folder}/*:\n${lines.join("")}`,
    content: { kind: "file", path: zip, fileName },
    discard,
  };
}

function soleEntry(value: ArtifactValue): { key: string; value: unknown } | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  const [entry] = entries;
  return entry && entries.length === 1 ? { key: entry[0], value: entry[1] } : undefined;
}
