import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { ArchiveError, ArchiveTooLargeError, DamagedEntryError } from "../errors.ts";
import { batchesAsync } from "../threads/batches.ts";
import { digestFile } from "../threads/digest-file.ts";
import { runJobs, type ThreadOptions } from "../threads/run-jobs.ts";
import { writeNewFile } from "../write-new-file.ts";
import { type ZipMember, zipMembers } from "./zip-directory.ts";

/** A file that an archive should hold. */
export interface WantedFile {
  /** Where to write it; nothing may be there. */
  target: string;
  /** Bytes that it must have. */
  size: number;
  /** Hex sha256 that it must have; undefined when it is not known. */
  hash: string | undefined;
}

/** How {@link unpackFiles} unpacks. */
export interface UnpackOptions extends ThreadOptions {
  /** Called for each file that is written, with its bytes. */
  onFile?: ((size: number) => void) | undefined;
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
  wanted: ReadonlyMap<string, WantedFile>,
  { onFile, ...options }: UnpackOptions = {},
): Promise<string[]> {
  const found = new Set<string>();
  const folders = new Set<string>();
  const large: ChosenMember[] = [];
  const chosen = async function* (): AsyncGenerator<ChosenMember> {
    for await (const member of zipMembers(archive)) {
      const file = wanted.get(member.name);
      if (!file || found.has(member.name)) {
        continue;
      }
      found.add(member.name);
      checkMember(archive, member, file);
      const folder = dirname(file.target);
      if (!folders.has(folder)) {
        await mkdir(folder, { recursive: true });
        folders.add(folder);
      }
      if (Math.max(member.size, member.packedSize) > MAX_WHOLE) {
        large.push({ member, file });
      } else {
        yield { member, file };
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
      onFile?.(file.size);
    }
  }
  for (const { member, file } of large) {
    await unpackStreamed(archive, member, file, options.signal);
    onFile?.(file.size);
  }
  return [...wanted.keys()].filter((name) => !found.has(name));
}

/** An entry and the file that it becomes. */
interface ChosenMember {
  member: ZipMember;
  file: WantedFile;
}

function entryToUnpack({ member, file: { target, hash } }: ChosenMember) {
  const { offset, nameLength, packedSize, size, crc, method } = member;
  return { target, offset, nameLength, packedSize, size, crc, isDeflated: method === 8, hash };
}

function checkMember(archive: string, member: ZipMember, file: WantedFile): void {
  const { name, size, packedSize, method, isEncrypted } = member;
  if (size > file.size) {
    throw new ArchiveTooLargeError(archive, { entry: name, size, maxSize: file.size });
  }
  if (size !== file.size) {
    throw new DamagedEntryError(archive, name, `it has ${size} bytes instead of ${file.size}`);
  }
  if (isEncrypted) {
    throw new DamagedEntryError(archive, name, "it is encrypted");
  }
  if (method !== 0 && method !== 8) {
    throw new DamagedEntryError(archive, name, `it is compressed in a way that cannot be read here (number ${method})`);
  }
  if (method === 0 && packedSize !== size) {
    throw new DamagedEntryError(archive, name, `it is stored as it is, in ${packedSize} bytes instead of ${size}`);
  }
}

async function unpackStreamed(
  archive: string,
  member: ZipMember,
  file: WantedFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const start = await contentStart(archive, member);
    const packed = createReadStream(archive, { start, end: start + member.packedSize - 1, highWaterMark: BLOCK });
    const content =
      member.method === 0
        ? checkedByThread(packed, { archive, start, member, file, signal })
        : checked(inflated(packed), member, file);
    await writeNewFile(file.target, content, { signal });
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
  member: ZipMember;
  file: WantedFile;
  signal: AbortSignal | undefined;
}

/** Content that is stored as it is: a thread hashes it in the archive while it is written. It fails at its end when it is another one. */
async function* checkedByThread(
  content: AsyncIterable<Uint8Array>,
  { archive, start, member, file, signal }: StoredEntry,
): AsyncGenerator<Uint8Array> {
  const gone = new AbortController();
  const either = signal ? AbortSignal.any([signal, gone.signal]) : gone.signal;
  const digesting = digestFile(archive, { start, length: member.packedSize, signal: either });
  // It is looked at in the end.
  digesting.catch(() => {});
  try {
    yield* content;
    requireSame(await digesting, member, file);
  } finally {
    gone.abort();
  }
}

/** The content of an entry, which fails as soon as it is longer than it may be, and at its end when it is another one. */
async function* checked(
  content: AsyncIterable<Uint8Array>,
  member: ZipMember,
  file: WantedFile,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let crc = 0;
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > file.size) {
      break;
    }
    crc = crc32(chunk, crc);
    hash.update(chunk);
    yield chunk;
  }
  requireSame({ hash: hash.digest("hex"), crc, size }, member, file);
}

function requireSame(
  { hash, crc, size }: { hash: string; crc: number; size: number },
  member: ZipMember,
  file: WantedFile,
): void {
  if (size !== file.size) {
    throw new Error(`it has ${size > file.size ? "more" : size} bytes instead of ${file.size}`);
  }
  if (crc !== member.crc) {
    throw new Error("its checksum is wrong");
  }
  if (file.hash !== undefined && hash !== file.hash) {
    throw new Error("it is not the file that was added: its hash differs");
  }
}
