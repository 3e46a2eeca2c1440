import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32, createInflateRaw } from "node:zlib";
import { ArchiveError, ArchiveTooLargeError, DamagedEntryError } from "../errors.ts";
import { batchesAsync } from "../threads/batches.ts";
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

function checkMember(archive: string, { name, size, method, isEncrypted }: ZipMember, file: WantedFile): void {
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
}

async function unpackStreamed(
  archive: string,
  member: ZipMember,
  file: WantedFile,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await writeNewFile(file.target, verified(await packedContent(archive, member), member, file), { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause instanceof ArchiveError
      ? cause
      : new DamagedEntryError(archive, member.name, (cause as Error).message, { cause });
  }
}

async function packedContent(
  archive: string,
  { offset, packedSize, method }: ZipMember,
): Promise<AsyncIterable<Uint8Array>> {
  const file = await open(archive);
  const header = Buffer.alloc(30);
  try {
    await file.read(header, 0, 30, offset);
  } finally {
    await file.close();
  }
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = createReadStream(archive, { start, end: start + packedSize - 1, highWaterMark: 1 << 20 });
  if (method === 0) {
    return packed;
  }
  const inflated = createInflateRaw({ chunkSize: 1 << 18 });
  packed.on("error", (error) => inflated.destroy(error));
  inflated.on("close", () => packed.destroy());
  return packed.pipe(inflated);
}

/** The content of an entry, which fails as soon as it is longer than it may be, and at its end when it is another one. */
async function* verified(
  content: AsyncIterable<Uint8Array>,
  { crc: wantedCrc }: ZipMember,
  { size: wantedSize, hash: wantedHash }: WantedFile,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let crc = 0;
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > wantedSize) {
      break;
    }
    crc = crc32(chunk, crc);
    hash.update(chunk);
    yield chunk;
  }
  if (size !== wantedSize) {
    throw new Error(`it has ${size > wantedSize ? "more" : size} bytes instead of ${wantedSize}`);
  }
  if (crc !== wantedCrc) {
    throw new Error("its checksum is wrong");
  }
  if (wantedHash !== undefined && hash.digest("hex") !== wantedHash) {
    throw new Error("it is not the file that was added: its hash differs");
  }
}
