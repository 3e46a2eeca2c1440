import { rm } from "node:fs/promises";
import { ArchiveError, DamagedEntryError } from "../../errors.ts";
import { runJobs } from "../../threads/run-jobs.ts";
import { writeNewFile } from "../../write-new-file.ts";
import { IncomingArchive, type SmallFile } from "./incoming-archive.ts";
import { type UnpackOptions, unpackFiles } from "./unpack-files.ts";
import type { WantedFiles } from "./wanted-files.ts";

/** How {@link unpackStream} unpacks. */
export interface UnpackStreamOptions extends UnpackOptions {
  /** Address of the archive, for errors. */
  archive: string;
  /** Path for a file with the rest of an archive that cannot be unpacked on its way. It is gone in the end. */
  spool: string;
}

/**
 * Takes chosen files out of an archive while it comes in, so that its bytes touch the disk only as files. Size, checksum and
 * hash are checked as {@link unpackFiles} does; small files are checked before they are written. Reads no further than to
 * the last file, and returns the names that are not in it.
 *
 * From the first entry on that does not say in front of its content where it ends, or is compressed and large, the archive
 * is written to the disk and unpacked there.
 *
 * @throws {@link ArchiveTooLargeError} before a file is written that has more bytes than it may.
 * @throws {@link DamagedEntryError} when an entry is not what it should be.
 * @throws {@link ArchiveError} when the archive is damaged.
 */
export async function unpackStream(
  content: AsyncIterable<Uint8Array>,
  wanted: WantedFiles,
  options: UnpackStreamOptions,
): Promise<string[]> {
  const { archive, spool, onFile, threads, signal } = options;
  const incoming = new IncomingArchive(content, wanted, options);
  const jobs = async function* () {
    for await (const context of incoming.smallFiles()) {
      yield { context, input: batchOf(context) };
    }
  };
  try {
    for await (const { context, result } of runJobs("unpackPieces", jobs(), { threads, signal })) {
      for (const [index, { entry, file }] of context.entries()) {
        const fault = result[index];
        if (fault) {
          throw new DamagedEntryError(archive, entry.name, fault.message, { cause: fault });
        }
        wanted.end(entry.name);
        onFile?.(entry.name, file.size);
      }
    }
    return incoming.isCutShort ? await unpackRest(incoming, wanted, options) : wanted.names;
  } catch (error) {
    signal?.throwIfAborted();
    if (incoming.failure) {
      // The content had its own reasons to end.
      throw incoming.failure.error;
    }
    throw error instanceof ArchiveError
      ? error
      : new ArchiveError(archive, `could not be unpacked: ${(error as Error).message}`, { cause: error });
  } finally {
    await incoming.close();
    await rm(spool, { force: true });
  }
}

async function unpackRest(
  incoming: IncomingArchive,
  wanted: WantedFiles,
  { spool, ...options }: UnpackStreamOptions,
): Promise<string[]> {
  const missing = incoming.taken;
  await writeNewFile(spool, incoming.rest(), { signal: options.signal });
  return await unpackFiles(spool, wanted, { ...options, missing });
}

function batchOf(files: readonly SmallFile[]) {
  let end = 0;
  const pieces = files.map(({ entry: { size, crc, method, packedSize }, file: { hash }, target }) => {
    const start = end;
    end += packedSize;
    return { target, size, crc, isDeflated: method === 8, hash, start, end };
  });
  return { data: Buffer.concat(files.map(({ packed }) => packed)), pieces };
}
