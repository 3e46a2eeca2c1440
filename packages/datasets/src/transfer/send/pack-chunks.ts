import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type CompressedFile,
  compressFiles,
  digestParts,
  type FileDigest,
  type FilePart,
  formatSize,
  UnreadableFileError,
  type ZipPart,
  type ZipSummary,
  ZipWriter,
} from "@clearml-ts/archive";
import { DatasetFileError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { oneLine } from "../../stored/content-text.ts";
import { zipPrefix } from "../local-paths.ts";
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
export interface PackedChunk extends Pick<ZipSummary, "size"> {
  /** Name of the zip. */
  name: string;
  /** The zip on this machine: large files in it are left where they are. */
  parts: readonly FilePart[];
  /**
   * Returns the sha256 of the zip, for which files that were left where they are must be read.
   *
   * @throws {@link DatasetFileError} when one of them has changed since it was added.
   */
  hash(): Promise<string>;
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
  content: { hash: string; crc: number } | undefined;
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
  const waiting = new CompressedFiles(compressFiles(waitingFiles(files), { compress, threads, signal }));
  try {
    while (await waiting.fill()) {
      const packed: FileEntry[] = [];
      const preview = previews.start();
      const path = join(folder, `${prefix}${randomUUID().slice(0, 8)}.zip`);
      const zip = await ZipWriter.open(path);
      try {
        const isFull = () => packed.length > 0 && limit > 0 && zip.size >= limit;
        while (!isFull() && (await waiting.fill())) {
          // Those that are there already are not waited for one by one.
          for (let next = waiting.take(); next; next = isFull() ? undefined : waiting.take()) {
            const { entry } = next.file;
            const adding = addUnchanged(zip, next);
            if (adding) {
              await adding;
            }
            packed.push(entry);
            preview.add(() => `${oneLine(entry.path)} - ${formatSize(zip.size)}`);
          }
          signal?.throwIfAborted();
        }
        const { size, parts, hash } = await zip.finish();
        let hashed = hash === undefined ? undefined : Promise.resolve(hash);
        yield {
          ...{ name: basename(path), size, parts, files: packed, preview: preview.text },
          hash() {
            hashed ??= hashOfParts(parts, signal);
            return hashed;
          },
          discard: () => rm(path, { force: true }),
        };
      } catch (error) {
        await zip.discard();
        throw error;
      }
    }
  } finally {
    await waiting.close();
  }
}

/** Files that were compressed, of which many come at a time. */
class CompressedFiles {
  readonly #source: AsyncGenerator<CompressedFile<WaitingFile>[]>;
  #batch: CompressedFile<WaitingFile>[] = [];
  #at = 0;

  constructor(source: AsyncGenerator<CompressedFile<WaitingFile>[]>) {
    this.#source = source;
  }

  /** Waits until there is one; false when there are no more. */
  async fill(): Promise<boolean> {
    while (this.#at === this.#batch.length) {
      const { value, done } = await this.#source.next();
      if (done) {
        return false;
      }
      this.#batch = value;
      this.#at = 0;
    }
    return true;
  }

  /** Takes one that is there. */
  take(): CompressedFile<WaitingFile> | undefined {
    const next = this.#batch[this.#at];
    this.#at += next ? 1 : 0;
    return next;
  }

  async close(): Promise<void> {
    await this.#source.return(undefined);
  }
}

function* waitingFiles(files: readonly FileEntry[]): Generator<WaitingFile> {
  for (const entry of files) {
    if (entry.localPath === undefined) {
      throw new DatasetFileError(entry.path, "was never uploaded, and is not known on this machine. Add it again.");
    }
    const { hash, crc } = entry;
    const content = hash === undefined || crc === undefined ? undefined : { hash, crc };
    yield { name: entry.path, path: entry.localPath, size: entry.size, content, entry };
  }
}

async function hashOfParts(parts: readonly ZipPart[], signal: AbortSignal | undefined): Promise<string> {
  const { hash, crcs } = await digestParts(parts, { signal }).catch((cause: unknown) => {
    throw cause instanceof UnreadableFileError
      ? new DatasetFileError(cause.path, `cannot be uploaded: ${cause.message}`, { cause })
      : cause;
  });
  const changed = parts.find(({ crc }, index) => crc !== undefined && crc !== crcs[index]);
  if (changed !== undefined) {
    throw changedFile(changed.path);
  }
  return hash;
}

function changedFile(path: string): DatasetFileError {
  return new DatasetFileError(path, "changed after it was added to the dataset. Add it again, then upload.");
}

/** The content of the zip must be the content that was hashed when the file was added, or no reader could verify it. */
function addUnchanged(
  zip: ZipWriter,
  { file: { path, entry }, addTo }: CompressedFile<WaitingFile>,
): Promise<void> | undefined {
  const check = ({ hash }: FileDigest) => {
    if (hash !== entry.hash) {
      throw changedFile(path);
    }
  };
  try {
    const digest = addTo(zip);
    if (digest instanceof Promise) {
      return digest.then(check).catch((cause: unknown) => {
        throw asFileError(path, cause);
      });
    }
    check(digest);
    return undefined;
  } catch (cause) {
    throw asFileError(path, cause);
  }
}

function asFileError(path: string, cause: unknown): unknown {
  if (!(cause instanceof UnreadableFileError)) {
    return cause;
  }
  return cause.code === "ENOENT"
    ? new DatasetFileError(path, "is gone since it was added to the dataset. Add or remove it, then upload.", { cause })
    : new DatasetFileError(path, `cannot be uploaded: ${cause.message}`, { cause });
}
