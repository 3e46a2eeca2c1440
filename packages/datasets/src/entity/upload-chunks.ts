import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_RETRY, retry, StorageError } from "@clearml-ts/storage";
import { markUploaded } from "../manifest/edit.ts";
import { pendingFiles } from "../manifest/manifest.ts";
import { chunkIndex, nextChunkName } from "../stored/chunk-name.ts";
import { putArtifact } from "../stored/put-artifact.ts";
import { FileCount, type OnProgress, totalsOf } from "../transfer/progress.ts";
import { type PackedChunk, packChunks } from "../transfer/send/pack-chunks.ts";
import type { VersionState } from "./version-state.ts";

/** How the files of a version are uploaded in zips. */
export interface UploadChunksOptions {
  /** Bytes at which a zip is full. */
  limit: number;
  compress: boolean;
  /** Further attempts for each zip. */
  retries: number;
  threads?: number | undefined;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
}

/** A state of less than this costs nothing beside its zip. */
const SMALL_STATE = 1 << 20;

/**
 * Uploads the files of a version that wait, and writes down which of them are in which zip. One zip is uploaded while the
 * next one is packed. After a crash or an error, the next call goes on behind the last zip that was written down.
 */
export async function uploadChunks(version: VersionState, options: UploadChunksOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-dataset-"));
  try {
    await uploadFrom(folder, version, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function uploadFrom(folder: string, version: VersionState, options: UploadChunksOptions): Promise<void> {
  const { limit, compress, threads, onProgress, signal } = options;
  await removeUnknownChunks(version);
  const waiting = pendingFiles(version.manifest);
  const count = new FileCount("upload", totalsOf(waiting), onProgress);
  /** Bytes of the zips that the stored state does not know of. */
  let unsaved = 0;
  const store = async (chunk: PackedChunk) => {
    await version.budget("upload").run(() => storeChunk(version, chunk, options));
    unsaved += chunk.size;
    // With a million small files the state is as large as the zips. Written after each, it would be most of the upload.
    if (version.stateSize < SMALL_STATE || unsaved >= 2 * version.stateSize) {
      await version.budget("upload").run(() => version.save());
      unsaved = 0;
    }
    await chunk.discard();
    for (const { size } of chunk.files) {
      count.add(size);
    }
  };
  let storing: Promise<unknown> = Promise.resolve();
  let failure: { error: unknown } | undefined;
  try {
    for await (const chunk of packChunks(waiting, { id: version.id, folder, limit, compress, threads, signal })) {
      await storing;
      storing = store(chunk);
      // It is looked at before the next one begins.
      storing.catch(() => {});
    }
  } catch (error) {
    failure = { error };
  }
  // A zip that is on its way arrives, and is written down, whatever happened to the next one.
  const [outcome] = await Promise.allSettled([storing]);
  if (unsaved > 0) {
    await version.budget("upload").run(() => version.save());
  }
  if (failure) {
    throw failure.error;
  }
  if (outcome?.status === "rejected") {
    throw outcome.reason;
  }
}

async function storeChunk(
  version: VersionState,
  { name: fileName, parts: content, size, hash, files, preview }: PackedChunk,
  { retries, signal }: UploadChunksOptions,
): Promise<void> {
  const { task, manifest } = version;
  const name = nextChunkName(task.artifacts.keys());
  const about = { name, type: "custom", contentType: "application/zip" } as const;
  const attempt = () => putArtifact(task, { ...about, fileName, content, size, hash, preview }, { signal });
  const policy = { ...DEFAULT_RETRY, retries };
  await retry(attempt, { policy, isTransient: (error) => error instanceof StorageError && error.transient, signal });
  markUploaded(manifest, files, name);
  version.log(`Uploaded ${files.length} files as ${name}`);
}

/** Deletes the zips that a crash kept from being written down: nothing refers to them. */
async function removeUnknownChunks({ task, id, manifest }: VersionState): Promise<void> {
  const known = new Set<string>();
  for (const { storedIn, chunk } of manifest.files.values()) {
    if (storedIn === id && chunk !== undefined) {
      known.add(chunk);
    }
  }
  const unknown = [...task.artifacts.keys()].filter((name) => chunkIndex(name) !== undefined && !known.has(name));
  if (unknown.length > 0) {
    await task.deleteArtifacts(unknown);
  }
}
