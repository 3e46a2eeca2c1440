import { crc32 } from "node:zlib";
import { isPathInside } from "@clearml-ts/protocol";
import type { Entry, ZipFile } from "yauzl";
import { ArchiveError, UnsafeArchiveError } from "./errors.ts";
import { SizeLimit } from "./size-limit.ts";
import { TargetFolder } from "./target-folder.ts";
import { writeNewFile } from "./write-new-file.ts";
import { entryNameReader } from "./zip/read/entry-name.ts";

/** How an archive is unpacked. */
export interface ExtractOptions {
  /** Only entries for which this returns true. @default every entry */
  filter?: (name: string) => boolean;
  /**
   * Bytes that all unpacked files together may have, by the sizes that the archive declares.
   * @default 256 times the size of the archive, and at least 1 GiB
   */
  maxSize?: number;
  signal?: AbortSignal;
}

/**
 * Unpacks a zip archive into a folder, in constant memory, and returns the names of the files it wrote.
 * Sizes and checksums are verified; existing files are replaced.
 *
 * @throws {@link UnsafeArchiveError} when an entry would be written outside the folder.
 * @throws {@link ArchiveTooLargeError} before a file is written that would exceed `maxSize`.
 * @throws {@link ArchiveError} when the archive is missing, damaged or encrypted.
 */
export async function extractZip(archive: string, targetDir: string, options: ExtractOptions = {}): Promise<string[]> {
  const { filter = () => true, signal } = options;
  signal?.throwIfAborted();
  const { openPromise } = await import("yauzl");
  const nameOf = await entryNameReader();
  const zip = await openPromise(archive, { autoClose: false, lazyEntries: true, decodeStrings: false }).catch(
    (cause) => {
      throw new ArchiveError(archive, `could not be opened: ${cause.message}`, { cause });
    },
  );
  try {
    const folder = await TargetFolder.make(archive, targetDir);
    const names: string[] = [];
    const limit = new SizeLimit(archive, { archiveSize: zip.fileSize, maxSize: options.maxSize });
    for await (const entry of zip.eachEntry()) {
      const name = checkedName(archive, nameOf(entry));
      if (name.endsWith("/") || !filter(name)) {
        continue;
      }
      limit.add(name, entry.uncompressedSize);
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

function checkedName(archive: string, name: string): string {
  if (!isPathInside(name.endsWith("/") ? name.slice(0, -1) : name)) {
    throw new UnsafeArchiveError(archive, name);
  }
  return name;
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
