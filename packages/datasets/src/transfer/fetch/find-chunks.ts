import type { Connection } from "@clearml-ts/client";
import { DatasetCorruptError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { fetchVersions, type VersionRecord } from "../../versions/version-records.ts";

/** Files to take out of one zip. */
interface Chunk {
  storedIn: string;
  chunk: string | undefined;
  /** The files by their paths. */
  files: Map<string, FileEntry>;
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
export function exampleOf({ files }: Pick<Chunk, "files">): string {
  const [first] = files.keys();
  return first === undefined ? "" : `, such as ${first}`;
}

function chunksOf(files: Iterable<FileEntry>): Chunk[] {
  const chunks: Chunk[] = [];
  const byVersion = new Map<string, Map<string | undefined, Chunk>>();
  for (const file of files) {
    const { storedIn, chunk } = file;
    const ofVersion = byVersion.get(storedIn) ?? new Map<string | undefined, Chunk>();
    byVersion.set(storedIn, ofVersion);
    let known = ofVersion.get(chunk);
    if (!known) {
      known = { storedIn, chunk, files: new Map() };
      ofVersion.set(chunk, known);
      chunks.push(known);
    }
    known.files.set(file.path, file);
  }
  return chunks;
}
