import { sha256 } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import { InvalidDatasetError } from "../../errors.ts";
import { chunkOrder, selectChunks } from "../../lineage/chunk-selection.ts";
import type { FileEntry, LinkEntry } from "../../manifest/entry.ts";
import { entryAt, type Manifest, usedGraph } from "../../manifest/manifest.ts";
import { chunkIndex } from "../../stored/chunk-name.ts";
import { chunkCount, fetchVersions } from "../../versions/version-records.ts";

/** A choice among the files of a version. */
export interface ChosenFiles {
  /** What the name of the folder for them ends with, the same as that of the Python SDK. */
  suffix: string;
  isChosen(entry: FileEntry | LinkEntry): boolean;
}

/** The part of a version, or the files, that were asked for. */
export interface FileChoice {
  part?: number | undefined;
  numParts?: number | undefined;
  files?: readonly string[] | undefined;
}

/**
 * Decides which files of a version belong to a choice; undefined where all do. Links belong to the first part.
 *
 * @throws {@link InvalidDatasetError} when the version has no such part, or no such file.
 */
export async function chooseFiles(
  connection: Connection,
  { id, manifest }: { id: string; manifest: Manifest },
  { part, numParts, files }: FileChoice,
): Promise<ChosenFiles | undefined> {
  if (files !== undefined) {
    return chooseByPath(id, manifest, files);
  }
  if (part === undefined) {
    return undefined;
  }
  const graph = usedGraph(id, manifest);
  const records = await fetchVersions(connection, Object.keys(graph));
  const counts = Object.fromEntries(Object.keys(graph).map((version) => [version, chunkCount(records.get(version))]));
  const parts = numParts ?? Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (!Number.isInteger(part) || !Number.isInteger(parts) || part < 0 || part >= parts) {
    throw new InvalidDatasetError(`Dataset ${id} has the parts 0 to ${parts - 1}, and no part ${part}.`);
  }
  const selection = selectChunks(chunkOrder(graph, id), counts, { part, numParts: parts });
  return {
    suffix: `_${part}_${parts}`,
    isChosen: (entry) =>
      "link" in entry ? part === 0 : (selection.get(entry.storedIn)?.has(chunkIndex(entry.chunk ?? "") ?? -1) ?? false),
  };
}

function chooseByPath(id: string, manifest: Manifest, paths: readonly string[]): ChosenFiles {
  const wanted = new Set(paths);
  const unknown = paths.find((path) => !entryAt(manifest, path));
  if (unknown !== undefined) {
    throw new InvalidDatasetError(`Dataset ${id} has no file at ${JSON.stringify(unknown)}. listFiles() shows them.`);
  }
  return {
    suffix: `_${sha256([...wanted].sort().join("\n")).slice(0, 8)}`,
    isChosen: ({ path }) => wanted.has(path),
  };
}
