import { signatures, ZIP64_FIELD } from "../zip-records.ts";
import type { EntryNameReader } from "./entry-name.ts";
import { readFields, with64 } from "./extra-fields.ts";
import type { ZipMember } from "./zip-directory.ts";

/** An entry of an archive, as the record in front of its content describes it. */
export interface LocalEntry extends Omit<ZipMember, "offset" | "nameLength"> {
  /** Bytes of the record. */
  length: number;
  /** Bytes of the record behind the content, which then has crc and sizes; 0 where there is none. */
  descriptorLength: number;
}

/** Bytes of such a record that come before the name. */
export const FIXED_LENGTH = 30;
const SIZES_BEHIND = 8;

/** Bytes of the record that begins here; undefined when it is another one than that of an entry. */
export function localLength(start: Buffer): number | undefined {
  return start.readUInt32LE(0) === signatures.local
    ? FIXED_LENGTH + start.readUInt16LE(26) + start.readUInt16LE(28)
    : undefined;
}

/** Reads the record in front of the content of an entry. */
export function readLocalEntry(record: Buffer, nameOf: EntryNameReader): LocalEntry {
  const nameEnd = FIXED_LENGTH + record.readUInt16LE(26);
  const flags = record.readUInt16LE(6);
  const extraFields = readFields(record.subarray(nameEnd));
  const [size = 0, packedSize = 0] = with64([record.readUInt32LE(22), record.readUInt32LE(18)], extraFields);
  const is64 = extraFields.some(({ id }) => id === ZIP64_FIELD);
  const fileNameRaw = record.subarray(FIXED_LENGTH, nameEnd);
  return {
    name: nameOf({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }),
    packedSize,
    size,
    crc: record.readUInt32LE(14),
    method: record.readUInt16LE(8),
    isEncrypted: (flags & 1) !== 0,
    length: record.length,
    descriptorLength: (flags & SIZES_BEHIND) === 0 ? 0 : is64 ? 24 : 16,
  };
}
