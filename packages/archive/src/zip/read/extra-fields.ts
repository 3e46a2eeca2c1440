import { ELSEWHERE, ZIP64_FIELD } from "../zip-records.ts";

/** An extra field of a record. */
export interface ExtraField {
  id: number;
  data: Buffer;
}

/** Takes the extra fields of a record apart. */
export function readFields(extra: Buffer): ExtraField[] {
  const fields: ExtraField[] = [];
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    fields.push({ id: extra.readUInt16LE(at), data: extra.subarray(at + 4, end) });
    at = end;
  }
  return fields;
}

/** Replaces values that did not fit by those of Zip64, whose field has exactly these, in this order. */
export function with64(values: readonly number[], fields: readonly ExtraField[]): number[] {
  const data = fields.find(({ id }) => id === ZIP64_FIELD)?.data;
  let at = 0;
  return values.map((value) => {
    if (value !== ELSEWHERE || data === undefined || at + 8 > data.length) {
      return value;
    }
    at += 8;
    return Number(data.readBigUInt64LE(at - 8));
  });
}
