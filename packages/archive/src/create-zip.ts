import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isPathInside } from "@clearml-ts/protocol";
import { ArchiveError } from "./errors.ts";
import type { ZipOfNames } from "./zip/write/zip-of-names.ts";
import type { ZipSummary } from "./zip/write/zip-writer.ts";

/** One file that goes into an archive. */
export interface ZipEntry {
  /** Name inside the archive: relative, with forward slashes. */
  name: string;
  /** The file on disk. */
  path: string;
}

/** How {@link createZip} writes an archive. */
export interface CreateZipOptions {
  /** Whether to deflate; data that is compressed already is quicker stored as it is. @default true */
  compress?: boolean;
  /** Called when an entry is complete, with the size that the archive has reached. */
  onEntry?: (entry: ZipEntry, archiveSize: number) => void;
  /** Called for a file that is not there, which is then left out. @default the archive fails */
  onMissing?: (entry: ZipEntry) => void;
  signal?: AbortSignal;
}

/**
 * Writes files into a zip archive (Zip64 where it needs to be), one after the other and in constant memory.
 *
 * Entries may come from a generator: the next one is asked for when the one before is complete, so it can decide by the
 * size told to `onEntry` where the archive ends. An archive that could not be finished is deleted.
 *
 * @throws {@link ArchiveError} when a file is missing or changes meanwhile, a name is not relative, or the target cannot be written.
 */
export async function createZip(
  target: string,
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  options: CreateZipOptions = {},
): Promise<ZipSummary> {
  const { compress = true, onEntry, onMissing, signal } = options;
  signal?.throwIfAborted();
  const { ZipOfNames } = await import("./zip/write/zip-of-names.ts");
  const zip = new ZipOfNames();
  const output = zip.outputStream as NodeJS.ReadableStream as Transform;
  const meter = new Meter();
  const failed = once(zip, "error").then(([error]) => Promise.reject(error));
  const written = pipeline(output, meter, createWriteStream(target), { ...(signal && { signal }) });
  // Both are looked at below; until then a failure must not count as unhandled.
  failed.catch(() => {});
  written.catch(() => {});
  let count = 0;
  try {
    for await (const entry of entries) {
      if (!isPathInside(entry.name)) {
        throw new ArchiveError(target, `cannot hold an entry named ${JSON.stringify(entry.name)}.`);
      }
      const file = await openEntry(entry, onMissing);
      if (!file) {
        continue;
      }
      await Promise.race([addEntry(zip, output, { name: entry.name, file, compress }), failed, written]);
      count += 1;
      onEntry?.(entry, meter.size + output.readableLength + output.writableLength);
    }
    zip.end();
    await Promise.race([written, failed]);
  } catch (error) {
    output.destroy();
    await written.catch(() => {});
    await rm(target, { force: true }).catch(() => {});
    signal?.throwIfAborted();
    if (error instanceof ArchiveError) {
      throw error;
    }
    throw new ArchiveError(target, `could not be written: ${(error as Error).message}`, { cause: error });
  }
  return { size: meter.size, hash: meter.digest(), entries: count };
}

async function openEntry(entry: ZipEntry, onMissing: CreateZipOptions["onMissing"]): Promise<FileHandle | undefined> {
  try {
    return await open(entry.path);
  } catch (error) {
    if (!onMissing || (error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
    onMissing(entry);
    return undefined;
  }
}

async function addEntry(
  zip: ZipOfNames,
  output: Transform,
  { name, file, compress }: { name: string; file: FileHandle; compress: boolean },
): Promise<void> {
  // Asked of the open file: one that is deleted or replaced from here on does not matter any more.
  const { size, mtime, mode } = await file.stat();
  if (output.destroyed) {
    return file.close();
  }
  const content = file.createReadStream({ highWaterMark: 1 << 18 });
  // yazl pipes each entry into its output and says nothing when the entry is complete, but the output does.
  const complete = once(output, "unpipe");
  content.on("error", (error) => output.destroy(error));
  const release = () => content.destroy();
  output.once("close", release);
  zip.addNamed(content, name, { size, mtime, mode, compress });
  await complete;
  output.off("close", release);
}

/** Counts and hashes what flows through. */
class Meter extends Transform {
  size = 0;
  readonly #hash = createHash("sha256");

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.size += chunk.length;
    this.#hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}
