/** Signatures of the records of a zip, as the format numbers them (APPNOTE.TXT, section 4.3). */
export const signatures = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

/** Stands in a field of 32 bits for a value that Zip64 gives elsewhere. */
export const ELSEWHERE = 0xffffffff;
/** The same in a field of 16 bits. */
export const ELSEWHERE_SHORT = 0xffff;
/** Header of the extra field with the values of Zip64. */
export const ZIP64_FIELD = 1;

const VERSION = 20;
const VERSION_64 = 45;
const MADE_BY_UNIX = 3 << 8;
const UTF8_NAME = 0x800;
const SIZES_BEHIND = 8;

/** An entry of a zip as its records describe it. */
export interface ZipEntryRecord {
  name: string;
  isDeflated: boolean;
  mode: number;
  mtime: Date;
  crc: number;
  packedSize: number;
  size: number;
  /** Where it begins in the archive. */
  offset: number;
  /** Whether crc and sizes follow the content, because they were not known before it. */
  isStreamed: boolean;
}

/** Bytes that a record of an entry has at most, whose name has so many characters: it may be written where there is room for them. */
export function recordRoom(nameLength: number): number {
  return 46 + 3 * nameLength + 28;
}

/** Writes the record in front of an entry's content, and returns where it ends. A buffer for each would take longer than all else. */
export function writeLocalRecord(entry: ZipEntryRecord, into: Buffer, at: number): number {
  const { name, isStreamed, packedSize, size } = entry;
  // A stream may become longer than 4 GiB: its sizes have room for that in any case.
  const is64 = isStreamed || Math.max(size, packedSize) >= ELSEWHERE;
  into.writeUInt32LE(signatures.local, at);
  writeCommon(into, at + 4, entry, is64);
  into.writeUInt32LE(isStreamed ? 0 : entry.crc, at + 14);
  into.writeUInt32LE(is64 ? ELSEWHERE : packedSize, at + 18);
  into.writeUInt32LE(is64 ? ELSEWHERE : size, at + 22);
  const nameLength = into.write(name, at + 30);
  const end = at + 30 + nameLength;
  const extraLength = is64 ? writeZip64Field(isStreamed ? [0, 0] : [size, packedSize], into, end) : 0;
  into.writeUInt16LE(nameLength, at + 26);
  into.writeUInt16LE(extraLength, at + 28);
  return end + extraLength;
}

/** The record behind the content of a streamed entry. */
export function descriptorRecord({
  crc,
  packedSize,
  size,
}: Pick<ZipEntryRecord, "crc" | "packedSize" | "size">): Buffer {
  const record = Buffer.allocUnsafe(24);
  record.writeUInt32LE(signatures.descriptor, 0);
  record.writeUInt32LE(crc, 4);
  record.writeBigUInt64LE(BigInt(packedSize), 8);
  record.writeBigUInt64LE(BigInt(size), 16);
  return record;
}

/** Writes the record of an entry in the directory at the end of the archive, and returns where it ends. */
export function writeCentralRecord(entry: ZipEntryRecord, into: Buffer, at: number): number {
  const { name, packedSize, size, offset, mode } = entry;
  const large = Math.max(size, packedSize, offset) < ELSEWHERE ? [] : [size, packedSize, offset].filter(isElsewhere);
  into.fill(0, at, at + 46);
  into.writeUInt32LE(signatures.central, at);
  into.writeUInt16LE(MADE_BY_UNIX | VERSION_64, at + 4);
  writeCommon(into, at + 6, entry, large.length > 0 || entry.isStreamed);
  into.writeUInt32LE(entry.crc, at + 16);
  into.writeUInt32LE(Math.min(packedSize, ELSEWHERE), at + 20);
  into.writeUInt32LE(Math.min(size, ELSEWHERE), at + 24);
  into.writeUInt32LE((mode & 0xffff) * 0x10000, at + 38);
  into.writeUInt32LE(Math.min(offset, ELSEWHERE), at + 42);
  const nameLength = into.write(name, at + 46);
  const end = at + 46 + nameLength;
  const extraLength = large.length > 0 ? writeZip64Field(large, into, end) : 0;
  into.writeUInt16LE(nameLength, at + 28);
  into.writeUInt16LE(extraLength, at + 30);
  return end + extraLength;
}

/** The records that end an archive, with Zip64 where its numbers need it. */
export function endRecords({ entries, offset, size }: { entries: number; offset: number; size: number }): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signatures.end, 0);
  end.writeUInt16LE(Math.min(entries, ELSEWHERE_SHORT), 8);
  end.writeUInt16LE(Math.min(entries, ELSEWHERE_SHORT), 10);
  end.writeUInt32LE(Math.min(size, ELSEWHERE), 12);
  end.writeUInt32LE(Math.min(offset, ELSEWHERE), 16);
  if (entries < ELSEWHERE_SHORT && size < ELSEWHERE && offset < ELSEWHERE) {
    return end;
  }
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(signatures.end64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(MADE_BY_UNIX | VERSION_64, 12);
  end64.writeUInt16LE(VERSION_64, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(signatures.locator64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

/** Version, flags, method and time, which both records of an entry have. */
function writeCommon(
  record: Buffer,
  at: number,
  { isStreamed, isDeflated, mtime }: ZipEntryRecord,
  is64: boolean,
): void {
  record.writeUInt16LE(is64 ? VERSION_64 : VERSION, at);
  record.writeUInt16LE(UTF8_NAME | (isStreamed ? SIZES_BEHIND : 0), at + 2);
  record.writeUInt16LE(isDeflated ? 8 : 0, at + 4);
  const [time, day] = dosTime(mtime);
  record.writeUInt16LE(time, at + 6);
  record.writeUInt16LE(day, at + 8);
}

function isElsewhere(value: number): boolean {
  return value >= ELSEWHERE;
}

/** Writes the field with the values of Zip64, and returns its bytes. */
function writeZip64Field(values: readonly number[], into: Buffer, at: number): number {
  into.writeUInt16LE(ZIP64_FIELD, at);
  into.writeUInt16LE(8 * values.length, at + 2);
  for (const [index, value] of values.entries()) {
    into.writeBigUInt64LE(BigInt(value), at + 4 + 8 * index);
  }
  return 4 + 8 * values.length;
}

/** Time and day as DOS wrote them, in local time and within the years that it had. */
function dosTime(date: Date): [time: number, day: number] {
  const year = date.getFullYear();
  if (!(year >= 1980 && year <= 2107)) {
    return year > 2107 ? [0xbf7d, 0xff9f] : [0, 0x21];
  }
  return [
    (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1),
    ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate(),
  ];
}
