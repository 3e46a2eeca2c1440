import { createReadStream } from "node:fs";
import { copyFile, realpath, rm, stat, symlink } from "node:fs/promises";
import { join, posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { isPathInside } from "@clearml-ts/protocol";
import type { Header } from "tar-stream";
import { ArchiveError, DamagedEntryError, UnsafeArchiveError } from "./errors.ts";
import type { ExtractOptions } from "./extract-zip.ts";
import { SizeLimit } from "./size-limit.ts";
import { TargetFolder } from "./target-folder.ts";
import { writeNewFile } from "./write-new-file.ts";

/** A symbolic link of an archive. */
interface Link {
  name: string;
  target: string;
}

/**
 * Unpacks a `.tar.gz` into a folder, in constant memory, and returns the names of the files and links that it wrote. Existing
 * files are replaced.
 *
 * @throws {@link UnsafeArchiveError} when an entry would be written outside the folder, or a link leads there.
 * @throws {@link ArchiveTooLargeError} before a file is written that would exceed `maxSize`.
 * @throws {@link ArchiveError} when the archive is missing or damaged, or holds something that is not a file.
 */
export async function extractTarGz(
  archive: string,
  targetDir: string,
  { filter = () => true, maxSize, signal }: ExtractOptions = {},
): Promise<string[]> {
  signal?.throwIfAborted();
  try {
    const limit = new SizeLimit(archive, { archiveSize: (await stat(archive)).size, maxSize });
    const folder = await TargetFolder.make(archive, targetDir);
    const names: string[] = [];
    const links: Link[] = [];
    const { extract } = await import("tar-stream");
    const entries = extract();
    // Streams of another maker, which `pipeline` takes all the same.
    const target = entries as unknown as NodeJS.WritableStream;
    const read = pipeline(createReadStream(archive), createGunzip(), target, { ...(signal && { signal }) });
    // The loop ends with the same error.
    read.catch(() => {});
    for await (const entry of entries) {
      const { header } = entry;
      const name = entryName(archive, header.name);
      if (name !== "." && header.type !== "directory" && filter(name)) {
        limit.add(name, header.size);
        await take(header, entry as AsyncIterable<Uint8Array>, { name, folder, links, signal });
        names.push(name);
      }
      entry.resume();
    }
    await read;
    await makeLinks(folder, links);
    return names;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ArchiveError) {
      throw error;
    }
    throw new ArchiveError(archive, `could not be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

function entryName(archive: string, stored: string): string {
  const name = posix.normalize(stored).replace(/\/+$/, "");
  if (name !== "." && !isPathInside(name)) {
    throw new UnsafeArchiveError(archive, stored);
  }
  return name;
}

/** Where an entry goes. */
interface EntryPlace {
  /** Its name, made sure of. */
  name: string;
  folder: TargetFolder;
  /** Links that are made in the end. */
  links: Link[];
  signal: AbortSignal | undefined;
}

async function take(
  { type, linkname }: Header,
  content: AsyncIterable<Uint8Array>,
  { name, folder, links, signal }: EntryPlace,
): Promise<void> {
  const path = await folder.prepare(name);
  if (type === "file" || type === "contiguous-file") {
    await writeNewFile(path, content, { signal });
  } else if (type === "link" && linkname) {
    // The same content under another name: that of an entry before it.
    await copyFile(join(folder.root, entryName(folder.archive, linkname)), path);
  } else if (type === "symlink" && linkname) {
    links.push({ name, target: linkname });
  } else {
    throw new DamagedEntryError(folder.archive, name, `it is a ${type}, and not a file`);
  }
}

/** Makes the links when all files are there: none is written through a link, and each can be followed to its end. */
async function makeLinks(folder: TargetFolder, links: readonly Link[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const { name, target } of links) {
      const path = await folder.prepare(name);
      await symlink(target, path);
      made.push(path);
    }
    for (const [index, path] of made.entries()) {
      const end = await realpath(path).catch(() => undefined);
      if (end === undefined || !folder.holds(end)) {
        throw new UnsafeArchiveError(folder.archive, links[index]?.name ?? path);
      }
    }
  } catch (error) {
    await Promise.all(made.map((path) => rm(path, { force: true })));
    throw error;
  }
}
