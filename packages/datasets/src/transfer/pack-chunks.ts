import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type CompressedFile,
  compressFiles,
  formatSize,
  UnreadableFileError,
  type ZipSummary,
  ZipWriter,
} from "@clearml-ts/archive";
import { DatasetFileError } from "../errors.ts";
import type { FileEntry } from "../manifest/entry.ts";
import { oneLine } from "../stored/content-text.ts";
import { zipPrefix } from "./local-paths.ts";
import { PreviewText } from "./preview-text.ts";

/** How files are packed into zips. */
export interface PackOptions {
  /** Id of the version, which the names of the zips begin with. */
  id: string;
  /** Folder that the zips are written into; it is the caller's, who may still send the last one when all are packed. */
  folder: string;
  /** Bytes at which a zip is full; the file that fills it is still in it. 0 puts everything into one. */
  limit: number;
  /** Whether to deflate; data that is compressed already is stored faster without. */
  compress: boolean;
  /** Threads that compress at the same time. @default one a processor, at most 8 */
  threads?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** A zip that is ready to be uploaded. */
export interface PackedChunk extends ZipSummary {
  /** The zip on this machine. */
  zip: string;
  files: readonly FileEntry[];
  /** Text for people to look at. */
  preview: string;
  /** Deletes the zip. */
  discard(): Promise<void>;
}

/** A file on its way into a zip. */
interface WaitingFile {
  name: string;
  path: string;
  size: number;
  entry: FileEntry;
}

/**
 * Packs files that are waiting to be uploaded into zips, one after the other.
 *
 * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
 */
export async function* packChunks(files: readonly FileEntry[], options: PackOptions): AsyncGenerator<PackedChunk> {
  const { id, folder, limit, compress, threads, signal } = options;
  const prefix = zipPrefix(id);
  const previews = new PreviewText();
  const waiting = compressFiles(waitingFiles(files), { compress, threads, signal });
  try {
    for (let next = await waiting.next(); !next.done; ) {
      const packed: FileEntry[] = [];
      const preview = previews.start();
      const path = join(folder, `${prefix}${randomUUID().slice(0, 8)}.zip`);
      const zip = await ZipWriter.open(path);
      try {
        while (!next.done && (packed.length === 0 || limit <= 0 || zip.size < limit)) {
          const { entry } = next.value.file;
          await addUnchanged(zip, next.value, signal);
          packed.push(entry);
          preview.add(() => `${oneLine(entry.path)} - ${formatSize(zip.size)}`);
          next = await waiting.next();
        }
        const summary = await zip.finish();
        yield { ...summary, zip: path, files: packed, preview: preview.text, discard: () => rm(path, { force: true }) };
      } catch (error) {
        await zip.discard();
        throw error;
      }
    }
  } finally {
    await waiting.return(undefined);
  }
}

function* waitingFiles(files: readonly FileEntry[]): Generator<WaitingFile> {
  for (const entry of files) {
    if (entry.localPath === undefined) {
      throw new DatasetFileError(entry.path, "was never uploaded, and is not known on this machine. Add it again.");
    }
    yield { name: entry.path, path: entry.localPath, size: entry.size, entry };
  }
}

/** The content of the zip must be the content that was hashed when the file was added, or no reader could verify it. */
async function addUnchanged(
  zip: ZipWriter,
  { file: { path, entry }, addTo }: CompressedFile<WaitingFile>,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const { hash } = await addTo(zip).catch((cause: unknown) => {
    if (cause instanceof UnreadableFileError && cause.code === "ENOENT") {
      const problem = "is gone since it was added to the dataset. Add or remove it, then upload.";
      throw new DatasetFileError(path, problem, { cause });
    }
    if (cause instanceof UnreadableFileError) {
      throw new DatasetFileError(path, `cannot be uploaded: ${cause.message}`, { cause });
    }
    throw cause;
  });
  if (hash !== entry.hash) {
    throw new DatasetFileError(path, "changed after it was added to the dataset. Add it again, then upload.");
  }
}
