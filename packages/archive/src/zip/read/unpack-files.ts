import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { anySignal } from "../../any-signal.ts";
import { ArchiveError, DamagedEntryError } from "../../errors.ts";
import { batchesAsync } from "../../threads/batches.ts";
import { digestFile } from "../../threads/digest-file.ts";
import { runJobs, type ThreadOptions } from "../../threads/run-jobs.ts";
import { writeNewFile } from "../../write-new-file.ts";
import { checkEntry, checked, type ExpectedContent, requireSame, type WantedFile } from "./wanted-file.ts";
import type { WantedFiles } from "./wanted-files.ts";
import { type ZipMember, zipMembers } from "./zip-directory.ts";

/** How archives are unpacked. */
export interface UnpackOptions extends ThreadOptions {
  /** Called for each file that is written, with its name in the archive and its bytes. */
  onFile?: ((name: string, size: number) => void) | undefined;
}

/** How {@link unpackFiles} unpacks an archive on the disk. */
export interface UnpackFilesOptions extends UnpackOptions {
  /** Bytes that the archive lacks at its beginning; entries that are there are not looked for. @default 0 */
  missing?: number | undefined;
}

/** Entries that a thread unpacks whole, in memory; larger ones are streamed. */
const MAX_WHOLE = 8 << 20;
/** Bytes that are read of a large one at one time. */
const BLOCK = 1 << 20;

/**
 * Takes chosen files out of an archive by several threads, checking size, checksum and hash of each before it is
 * written, and returns the names that are not in it. Of two entries of one name the first counts.
 *
 * @throws {@link ArchiveTooLargeError} before a file is written that has more bytes than it may.
 * @throws {@link DamagedEntryError} when an entry is not what it should be.
 * @throws {@link ArchiveError} when the archive is missing or damaged.
 */
export async function unpackFiles(
  archive: string,
  wanted: WantedFiles,
  { onFile, missing, ...options }: UnpackFilesOptions = {},
): Promise<string[]> {
  const large: ChosenMember[] = [];
  const chosen = async function* (): AsyncGenerator<ChosenMember> {
    for await (const member of zipMembers(archive, missing)) {
      const file = wanted.find(member.name);
      if (!file) {
        continue;
      }
      checkEntry(archive, member, file);
      const { target, folder } = wanted.begin(member.name, file);
      if (folder) {
        await folder;
      }
      if (Math.max(member.size, member.packedSize) > MAX_WHOLE) {
        large.push({ member, file, target });
      } else {
        yield { member, file, target };
      }
    }
  };
  const jobs = async function* () {
    for await (const context of batchesAsync(chosen(), ({ file }) => file.size)) {
      yield { context, input: { archive, entries: context.map(entryToUnpack) } };
    }
  };
  for await (const { context, result } of runJobs("unpack", jobs(), options)) {
    for (const [index, { member, file }] of context.entries()) {
      const fault = result[index];
      if (fault) {
        throw new DamagedEntryError(archive, member.name, fault.message, { cause: fault });
      }
      wanted.end(member.name);
      onFile?.(member.name, file.size);
    }
  }
  for (const chosen of large) {
    const { member, file } = chosen;
    await unpackStreamed(archive, chosen, options.signal);
    wanted.end(member.name);
    onFile?.(member.name, file.size);
  }
  return wanted.names;
}

/** An entry and the file that it becomes. */
interface ChosenMember {
  member: ZipMember;
  file: WantedFile;
  target: string;
}

function entryToUnpack({ member, file: { hash }, target }: ChosenMember) {
  const { offset, nameLength, packedSize, size, crc, method } = member;
  return { target, offset, nameLength, packedSize, size, crc, isDeflated: method === 8, hash };
}

async function unpackStreamed(
  archive: string,
  { member, file: { size, hash }, target }: ChosenMember,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const expected = { size, hash, crc: member.crc };
    const start = await contentStart(archive, member);
    const packed = createReadStream(archive, { start, end: start + member.packedSize - 1, highWaterMark: BLOCK });
    const content =
      member.method === 0
        ? checkedByThread(packed, { archive, start, end: start + member.packedSize, expected, signal })
        : checked(inflated(packed), expected);
    await writeNewFile(target, content, { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause instanceof ArchiveError
      ? cause
      : new DamagedEntryError(archive, member.name, (cause as Error).message, { cause });
  }
}

/** Where the content of an entry begins: behind a header whose length only the header itself says. */
async function contentStart(archive: string, { offset }: ZipMember): Promise<number> {
  const file = await open(archive);
  const header = Buffer.alloc(30);
  try {
    await file.read(header, 0, 30, offset);
  } finally {
    await file.close();
  }
  return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function inflated(packed: Readable): AsyncIterable<Uint8Array> {
  const content = createInflateRaw({ chunkSize: 1 << 18 });
  packed.on("error", (error) => content.destroy(error));
  content.on("close", () => packed.destroy());
  return packed.pipe(content);
}

/** An entry that is stored as it is, and where. */
interface StoredEntry {
  archive: string;
  start: number;
  end: number;
  expected: ExpectedContent;
  signal: AbortSignal | undefined;
}

/** Content that is stored as it is: a thread hashes it in the archive while it is written. It fails at its end when it is another one. */
async function* checkedByThread(
  content: AsyncIterable<Uint8Array>,
  { archive, start, end, expected, signal }: StoredEntry,
): AsyncGenerator<Uint8Array> {
  const gone = new AbortController();
  const digesting = digestFile(archive, { start, end, signal: anySignal([signal, gone.signal]) });
  // It is looked at in the end.
  digesting.catch(() => {});
  try {
    yield* content;
    requireSame(await digesting, expected);
  } finally {
    gone.abort();
  }
}
