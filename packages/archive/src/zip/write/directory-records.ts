import { recordRoom, writeCentralRecord, type ZipEntryRecord } from "../zip-records.ts";

/** Bytes that are collected in one buffer. */
const BLOCK = 1 << 17;

/** Records of the directory of an archive, many to a buffer: a million buffers would take a gigabyte. */
export class DirectoryRecords {
  readonly #full: Buffer[] = [];
  #block = Buffer.allocUnsafeSlow(BLOCK);
  #filled = 0;

  add(record: ZipEntryRecord): void {
    const room = recordRoom(record.name.length);
    if (this.#filled + room > this.#block.length) {
      this.#full.push(this.#block.subarray(0, this.#filled));
      this.#block = Buffer.allocUnsafeSlow(Math.max(BLOCK, room));
      this.#filled = 0;
    }
    this.#filled = writeCentralRecord(record, this.#block, this.#filled);
  }

  records(): Buffer[] {
    return [...this.#full, this.#block.subarray(0, this.#filled)];
  }
}
