import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createZip, formatSize, sha256File, type ZipEntry } from "@clearml-ts/archive";
import pMap from "p-map";
import { DatasetFileError } from "../errors.ts";
import type { FileEntry } from "../manifest/entry.ts";
import { oneLine } from "../stored/content-text.ts";
import { zipPrefix } from "./local-paths.ts";
import { PreviewText } from "./preview-text.ts";

/** How files are packed into zips. */
export interface PackOptions {
  /** Id of the version, which the names of the zips begin with. */
  id: string;
  /** Bytes at which a zip is full; the file that fills it is still in it. 0 puts everything into one. */
  limit: number;
  /** Whether to deflate; data that is compressed already is stored faster without. */
  compress: boolean;
  signal?: AbortSignal | undefined;
}

/** A zip that is ready to be uploaded. */
export interface PackedChunk {
  /** The zip on this machine; it is gone when the next one is asked for. */
  zip: string;
  files: readonly FileEntry[];
  /** Text for people to look at. */
  preview: string;
}

const PARALLEL_FILES = 8;

/**
 * Packs files that are waiting to be uploaded into zips, one at a time.
 *
 * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
 */
export async function* packChunks(files: readonly FileEntry[], options: PackOptions): AsyncGenerator<PackedChunk> {
  const { id, limit, compress, signal } = options;
  const prefix = zipPrefix(id);
  const workspace = await mkdtemp(join(tmpdir(), "clearml-dataset-"));
  const previews = new PreviewText();
  try {
    for (let next = 0; next < files.length; ) {
      const packed: FileEntry[] = [];
      const preview = previews.start();
      let size = 0;
      const entries = function* (): Generator<ZipEntry> {
        for (let file = files[next]; file && (packed.length === 0 || limit <= 0 || size < limit); file = files[next]) {
          next += 1;
          packed.push(file);
          yield { name: file.path, path: localPathOf(file) };
        }
      };
      const zip = join(workspace, `${prefix}${randomUUID().slice(0, 8)}.zip`);
      await createZip(zip, entries(), {
        compress,
        onEntry: ({ name }, zipSize) => {
          size = zipSize;
          preview.add(`${oneLine(name)} - ${formatSize(zipSize)}`);
        },
        ...(signal && { signal }),
      }).catch((cause: unknown) => refuseMissing(packed.at(-1), cause));
      await pMap(packed, (file) => refuseChanged(file, signal), { concurrency: PARALLEL_FILES });
      yield { zip, files: packed, preview: preview.text };
      await rm(zip, { force: true });
    }
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** The content of the zip must be the content that was hashed when the file was added, or no reader could verify it. */
async function refuseChanged(file: FileEntry, signal: AbortSignal | undefined): Promise<void> {
  const path = localPathOf(file);
  const hash = await sha256File(path, { ...(signal && { signal }) });
  if (hash !== file.hash) {
    throw new DatasetFileError(path, "changed after it was added to the dataset. Add it again, then upload.");
  }
}

function refuseMissing(file: FileEntry | undefined, cause: unknown): never {
  let reason = cause;
  while (reason instanceof Error && (reason as NodeJS.ErrnoException).code !== "ENOENT") {
    reason = reason.cause;
  }
  if (file && reason instanceof Error) {
    const path = localPathOf(file);
    throw new DatasetFileError(path, "is gone since it was added to the dataset. Add or remove it, then upload.", {
      cause,
    });
  }
  throw cause;
}

function localPathOf(file: FileEntry): string {
  if (file.localPath === undefined) {
    throw new DatasetFileError(file.path, "was never uploaded, and is not known on this machine. Add it again.");
  }
  return file.localPath;
}
