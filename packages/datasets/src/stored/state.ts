import { isFileName, isPathInside } from "@clearml-ts/protocol";
import { DatasetCorruptError } from "../errors.ts";
import { cycleIn } from "../lineage/graph.ts";
import type { FileEntry, LinkEntry } from "../manifest/entry.ts";
import type { OpenManifest } from "../manifest/manifest.ts";

/**
 * Reads a manifest from the text of a state artifact, trusting nothing in it.
 *
 * @throws {@link DatasetCorruptError} when it is not a state, or names a file outside of the dataset.
 */
export function parseState(id: string, text: string): OpenManifest {
  const fail = (problem: string, cause?: unknown): never => {
    throw new DatasetCorruptError(id, `its state ${problem}.`, { cause });
  };
  let state: Fields;
  try {
    state = JSON.parse(text);
  } catch (cause) {
    return fail("is not JSON", cause);
  }
  if (!isObject(state)) {
    return fail("is not an object");
  }
  const { dataset_file_entries: files, dataset_link_entries: links = [], dependency_graph: graph } = state;
  if (!Array.isArray(files) || !Array.isArray(links)) {
    return fail("has no list of files");
  }
  if (!isGraph(graph)) {
    return fail("has no dependency graph");
  }
  const cycle = cycleIn(graph);
  if (cycle) {
    return fail(`says that it comes from itself: ${cycle.join(" ← ")}`);
  }
  const byPath = <T extends { path: string }>(items: unknown[], read: (item: Fields) => T | undefined) =>
    new Map(
      items.map((item) => {
        const entry = isObject(item) ? read(item) : undefined;
        return entry ? [entry.path, entry] : fail(`has an entry that cannot be used: ${JSON.stringify(item)}`);
      }),
    );
  const manifest = { files: byPath(files, readFile), links: byPath(links, readLink), graph };
  // Python can leave a link at the path of a file, and fetches only the file.
  for (const path of manifest.files.keys()) {
    manifest.links.delete(path);
  }
  return manifest;
}

type Fields = Record<string, unknown>;

function readFile(item: Fields): FileEntry | undefined {
  const {
    relative_path: path,
    hash,
    size,
    parent_dataset_id: storedIn,
    artifact_name: chunk,
    local_path: local,
  } = item;
  if (!isPath(path) || !isId(storedIn) || !isSize(size) || !isOptionalText(hash)) {
    return undefined;
  }
  if (!isOptionalText(chunk) || !isOptionalText(local)) {
    return undefined;
  }
  return { path, hash: hash ?? undefined, size, storedIn, chunk: chunk ?? undefined, localPath: local ?? undefined };
}

function readLink(item: Fields): LinkEntry | undefined {
  const { relative_path: path, link, hash, size, parent_dataset_id: storedIn } = item;
  if (!isPath(path) || !isText(link) || !isId(storedIn) || !isOptionalText(hash)) {
    return undefined;
  }
  if (size !== null && size !== undefined && !isSize(size)) {
    return undefined;
  }
  return { path, link, hash: hash ?? undefined, size: size ?? undefined, storedIn };
}

function isGraph(value: unknown): value is Record<string, string[]> {
  return isObject(value) && Object.values(value).every((parents) => Array.isArray(parents) && parents.every(isText));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || isText(value);
}

function isPath(value: unknown): value is string {
  return isText(value) && isPathInside(value);
}

/** The copy of a version is in a folder named after its id. */
function isId(value: unknown): value is string {
  return isText(value) && isFileName(value, "win32");
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
