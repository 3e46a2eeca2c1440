import { type FileHandle, open } from "node:fs/promises";
import { ArchiveError } from "../../errors.ts";
import { ELSEWHERE, ELSEWHERE_SHORT, signatures } from "../zip-records.ts";
import { type EntryNameReader, entryNameReader } from "./entry-name.ts";
import { readFields, with64 } from "./extra-fields.ts";

/** An entry of an archive, as its directory describes it. */
export interface ZipMember {
  name: string;
  /** Where it begins in the archive. */
  offset: number;
  /** Bytes of the name as it is stored. */
  nameLength: number;
  packedSize: number;
  size: number;
  crc: number;
  /** Number of the way in which it is compressed: 0 stored, 8 deflated. */
  method: number;
  isEncrypted: boolean;
}

/** The place of the directory in an archive. */
interface DirectoryPlace {
  entries: number;
  offset: number;
  size: number;
}

const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;

/**
 * Reads the directory of an archive, and yields its members in order. Libraries read it entry by entry from the disk, which
 * takes a minute for a million of them. Of an archive that lacks its first bytes, the members that are in the rest.
 *
 * @throws {@link ArchiveError} when there is no directory, or it is damaged.
 */
export async function* zipMembers(archive: string, missing = 0): AsyncGenerator<ZipMember> {
  const damaged = (cause: unknown) =>
    cause instanceof ArchiveError
      ? cause
      : new ArchiveError(archive, `could not be opened: ${(cause as Error).message}`, { cause });
  let directory: Buffer;
  let entries: number;
  try {
    const file = await open(archive);
    try {
      const place = await findDirectory(file, missing);
      entries = place.entries;
      directory = await readPart(file, place.offset - missing, place.size);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw damaged(cause);
  }
  const nameOf = await entryNameReader();
  let at = 0;
  for (let index = 0; index < entries; index += 1) {
    let read: { member: ZipMember; length: number };
    try {
      read = readMember(directory, at, { missing, nameOf });
    } catch (cause) {
      throw damaged(cause);
    }
    at += read.length;
    if (read.member.offset >= 0) {
      yield read.member;
    }
  }
}

async function findDirectory(file: FileHandle, missing: number): Promise<DirectoryPlace> {
  const { size: total } = await file.stat();
  const length = Math.min(total, END_LENGTH + MAX_COMMENT + 20);
  const tail = await readPart(file, total - length, length);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(signatures.end);
  const at = tail.lastIndexOf(signature, tail.length - END_LENGTH);
  if (at < 0 || at + END_LENGTH > tail.length) {
    throw new Error("it has no end: it is not a zip, or was cut off");
  }
  let place: DirectoryPlace = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (place.entries === ELSEWHERE_SHORT || place.size === ELSEWHERE || place.offset === ELSEWHERE) {
    place = (await find64(file, { tail, at: at - 20, missing })) ?? place;
  }
  const start = place.offset - missing;
  if (start < 0 || start + place.size > total || place.entries * 46 > place.size) {
    throw new Error("its directory is not where it says");
  }
  return place;
}

async function find64(
  file: FileHandle,
  { tail, at, missing }: { tail: Buffer; at: number; missing: number },
): Promise<DirectoryPlace | undefined> {
  if (at < 0 || tail.readUInt32LE(at) !== signatures.locator64) {
    return undefined;
  }
  const record = await readPart(file, Number(tail.readBigUInt64LE(at + 8)) - missing, 56);
  if (record.readUInt32LE(0) !== signatures.end64) {
    throw new Error("its directory is not where it says");
  }
  const [entries, size, offset] = [32, 40, 48].map((field) => Number(record.readBigUInt64LE(field)));
  return { entries: entries ?? 0, size: size ?? 0, offset: offset ?? 0 };
}

function readMember(
  directory: Buffer,
  at: number,
  { missing, nameOf }: { missing: number; nameOf: EntryNameReader },
): { member: ZipMember; length: number } {
  if (directory.length < at + 46 || directory.readUInt32LE(at) !== signatures.central) {
    throw new Error("its directory is damaged");
  }
  const flags = directory.readUInt16LE(at + 8);
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const length = 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  if (directory.length < at + length) {
    throw new Error("its directory is damaged");
  }
  const fileNameRaw = directory.subarray(at + 46, at + 46 + nameLength);
  const extraFields = readFields(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
  const values = [24, 20, 42].map((field) => directory.readUInt32LE(at + field));
  const [size = 0, packedSize = 0, offset = 0] = with64(values, extraFields);
  const member = {
    name: nameOf({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }),
    offset: offset - missing,
    nameLength,
    packedSize,
    size,
    crc: directory.readUInt32LE(at + 16),
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (flags & 1) !== 0,
  };
  return { member, length };
}

async function readPart(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(part, read, length - read, offset + read);
    if (bytesRead === 0) {
      throw new Error("it ends before it should");
    }
    read += bytesRead;
  }
  return part;
}
