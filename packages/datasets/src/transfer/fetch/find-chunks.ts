import type { Connection } from "@clearml-ts/client";
import { DatasetCorruptError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { fetchVersions, type VersionRecord } from "../../versions/version-records.ts";

/** Files to take out of one zip. */
interface Chunk {
  storedIn: string;
  chunk: string | undefined;
  files: FileEntry[];
}

/** A zip to take them out of. */
export interface ChunkSource extends Chunk {
  version: VersionRecord;
  url: string;
}

/**
 * Finds the zips that store files of a version.
 *
 * @throws {@link DatasetCorruptError} when a version that stores some of them is gone, or has no such zip.
 */
export async function findChunks(
  connection: Connection,
  id: string,
  files: Iterable<FileEntry>,
): Promise<ChunkSource[]> {
  const chunks = chunksOf(files);
  const versions = await fetchVersions(
    connection,
    chunks.map(({ storedIn }) => storedIn),
  );
  return chunks.map((chunk) => {
    const version = versions.get(chunk.storedIn);
    const url = chunk.chunk === undefined ? undefined : version?.artifacts.get(chunk.chunk)?.uri;
    if (!version || !url) {
      const problem = version
        ? `version ${chunk.storedIn} has no artifact "${chunk.chunk}"`
        : `version ${chunk.storedIn} was deleted`;
      throw new DatasetCorruptError(id, `${problem}, which stores some of its files${exampleOf(chunk)}.`);
    }
    return { ...chunk, version, url };
  });
}

/** Names one of the files, for errors. */
export function exampleOf({ files: [first] }: Pick<Chunk, "files">): string {
  return first === undefined ? "" : `, such as ${first.path}`;
}

function chunksOf(files: Iterable<FileEntry>): Chunk[] {
  const chunks = new Map<string, Chunk>();
  for (const file of files) {
    const { storedIn, chunk } = file;
    const key = JSON.stringify([storedIn, chunk]);
    const known = chunks.get(key);
    if (known) {
      known.files.push(file);
    } else {
      chunks.set(key, { storedIn, chunk, files: [file] });
    }
  }
  return [...chunks.values()];
}
