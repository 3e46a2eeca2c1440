import type { Connection } from "@clearml-ts/client";
import type { FileEntry } from "../manifest/entry.ts";
import { FINAL } from "../versions/find-versions.ts";
import type { VersionRecord } from "../versions/version-records.ts";
import { readManifest } from "./read-manifest.ts";

/**
 * Finds, by their content, the names that files have in a zip of the version that stores them.
 * Files that the version does not store are missing in the answer, which maps paths to names.
 */
export async function namesInChunk(
  connection: Connection,
  version: VersionRecord,
  files: readonly FileEntry[],
): Promise<Map<string, string>> {
  const isFinal = FINAL.includes(version.status);
  const manifest = await readManifest(connection, version, { isFinal });
  const stored = new Map<string, string>();
  for (const { hash, chunk, storedIn, path } of manifest.files.values()) {
    if (hash !== undefined && storedIn === version.id) {
      stored.set(JSON.stringify([chunk, hash]), path);
    }
  }
  return new Map(
    files.flatMap(({ path, chunk, hash }) => {
      const name = stored.get(JSON.stringify([chunk, hash]));
      return name === undefined ? [] : [[path, name] as const];
    }),
  );
}
