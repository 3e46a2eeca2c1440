import { mkdir, realpath, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { crc32 } from "node:zlib";
import { isPathInside } from "@clearml-ts/protocol";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ArchiveError, ArchiveTooLargeError, UnsafeArchiveError } from "./errors.ts";
import { writeNewFile } from "./write-new-file.ts";
import { decodeEntryName } from "./zip/entry-name.ts";

/** How {@link extractZip} unpacks an archive. */
export interface ExtractZipOptions {
  /** Only entries for which this returns true. @default every entry */
  filter?: (name: string) => boolean;
  /**
   * Bytes that all unpacked files together may have, by the sizes that the archive declares.
   * @default 256 times the size of the archive, and at least 1 GiB
   */
  maxSize?: number;
  signal?: AbortSignal;
}

/** Measurements compress by 100 at most, and a bomb of plain deflate by 1000. */
const DEFAULT_RATIO = 256;
const DEFAULT_MIN = 2 ** 30;

/**
 * Unpacks a zip archive into a folder, in constant memory, and returns the names of the files it wrote.
 * Sizes and checksums are verified; existing files are replaced.
 *
 * @throws {@link UnsafeArchiveError} when an entry would be written outside the folder.
 * @throws {@link ArchiveTooLargeError} before a file is written that would exceed `maxSize`.
 * @throws {@link ArchiveError} when the archive is missing, damaged or encrypted.
 */
export async function extractZip(
  archive: string,
  targetDir: string,
  options: ExtractZipOptions = {},
): Promise<string[]> {
  const { filter = () => true, signal } = options;
  signal?.throwIfAborted();
  const zip = await openPromise(archive, { autoClose: false, lazyEntries: true, decodeStrings: false }).catch(
    (cause) => {
      throw new ArchiveError(archive, `could not be opened: ${cause.message}`, { cause });
    },
  );
  try {
    await mkdir(targetDir, { recursive: true });
    const folder = new TargetFolder(archive, await realpath(targetDir));
    const names: string[] = [];
    const { maxSize = Math.max(DEFAULT_MIN, DEFAULT_RATIO * zip.fileSize) } = options;
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      const name = entryName(archive, entry);
      if (name.endsWith("/") || !filter(name)) {
        continue;
      }
      // The declared size can be relied on: content that goes beyond it fails while it is read.
      size += entry.uncompressedSize;
      if (size > maxSize) {
        throw new ArchiveTooLargeError(archive, { entry: name, size, maxSize });
      }
      await writeEntry(zip, entry, await folder.prepare(name), signal);
      names.push(name);
    }
    return names;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ArchiveError) {
      throw error;
    }
    throw new ArchiveError(archive, `could not be unpacked: ${(error as Error).message}`, { cause: error });
  } finally {
    zip.close();
  }
}

function entryName(archive: string, entry: Entry): string {
  const name = decodeEntryName(entry);
  if (!isPathInside(name.endsWith("/") ? name.slice(0, -1) : name)) {
    throw new UnsafeArchiveError(archive, name);
  }
  return name;
}

/** Makes room for entries, and refuses to follow a link out of the folder. */
class TargetFolder {
  readonly #checked = new Set<string>();

  constructor(
    readonly archive: string,
    readonly root: string,
  ) {}

  /** Returns the path for an entry, its parents made and any earlier file or link of that name removed. */
  async prepare(name: string): Promise<string> {
    const path = join(this.root, name);
    const parent = dirname(path);
    if (!this.#checked.has(parent)) {
      await mkdir(parent, { recursive: true });
      const real = await realpath(parent);
      if (real !== this.root && !real.startsWith(this.root + sep)) {
        throw new UnsafeArchiveError(this.archive, name);
      }
      this.#checked.add(parent);
    }
    await rm(path, { force: true });
    return path;
  }
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string, signal: AbortSignal | undefined): Promise<void> {
  const content = await zip.openReadStreamPromise(entry);
  await writeNewFile(path, verified(entry, content), { signal });
}

/** The content of an entry, which fails at its end when the checksum is wrong. */
async function* verified(entry: Entry, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let checksum = 0;
  for await (const chunk of content) {
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== entry.crc32) {
    throw new Error(`the checksum of ${entry.fileNameRaw.toString()} is wrong`);
  }
}
