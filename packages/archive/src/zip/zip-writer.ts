import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { PackedFile } from "../threads/job-types.ts";
import { centralRecord, descriptorRecord, endRecords, localRecord, type ZipEntryRecord } from "./zip-records.ts";

/** The archive that was written. */
export interface ZipSummary {
  /** Bytes of the archive. */
  size: number;
  /** Hex sha256 of the archive, computed on the way. */
  hash: string;
  /** Number of files in it. */
  entries: number;
}

/** An entry whose content comes in pieces. */
export interface StreamedEntry {
  name: string;
  mode: number;
  mtime: Date;
  isDeflated: boolean;
  /** The content as it is stored; at its end crc and size of the unpacked content. */
  content: AsyncGenerator<Uint8Array, { crc: number; size: number }>;
}

/** Bytes that are collected before they are written. */
const WRITE_SIZE = 1 << 20;

/** Writes a zip archive, entry by entry; whoever opens it finishes or discards it. */
export class ZipWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  #waiting: Uint8Array[] = [];
  #waitingSize = 0;
  /** Records of the directory, put together where they are many: each buffer costs memory of its own. */
  #central: Buffer[] = [];
  #recent: Buffer[] = [];
  #size = 0;
  #entries = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Begins an archive at a path where no file is. */
  static async open(path: string): Promise<ZipWriter> {
    return new ZipWriter(path, await open(path, "wx"));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Entries so far. */
  get entries(): number {
    return this.#entries;
  }

  /** Adds a file that was compressed in memory. */
  async add(name: string, file: PackedFile, data: Uint8Array): Promise<void> {
    const { isDeflated, mode, mtimeMs, crc, size, start, end } = file;
    const record = this.#begin({ name, isDeflated, mode, mtime: new Date(mtimeMs) }, false);
    Object.assign(record, { crc, size, packedSize: end - start });
    this.#put(localRecord(record));
    // A copy: the batch is as large as all of its files, and would be held by each of them.
    this.#put(data.slice(start, end));
    this.#end(record);
    await this.#write(WRITE_SIZE);
  }

  /** Adds a file piece by piece. */
  async addStream({ content, ...about }: StreamedEntry): Promise<void> {
    const record = this.#begin(about, true);
    this.#put(localRecord(record));
    const start = this.#size;
    for (;;) {
      const { value, done } = await content.next();
      if (done) {
        Object.assign(record, value, { packedSize: this.#size - start });
        break;
      }
      this.#put(value);
      await this.#write(WRITE_SIZE);
    }
    this.#put(descriptorRecord(record));
    this.#end(record);
  }

  /** Ends the archive. */
  async finish(): Promise<ZipSummary> {
    this.#gather();
    const offset = this.#size;
    for (const records of this.#central) {
      this.#put(records);
    }
    this.#put(endRecords({ entries: this.#entries, offset, size: this.#size - offset }));
    await this.#write(0);
    await this.#file.close();
    return { size: this.#size, hash: this.#hash.digest("hex"), entries: this.#entries };
  }

  /** Deletes what was written. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.#path, { force: true });
  }

  #begin(about: Omit<StreamedEntry, "content">, isStreamed: boolean): ZipEntryRecord {
    const { name, ...same } = about;
    return { ...same, name: Buffer.from(name), crc: 0, size: 0, packedSize: 0, offset: this.#size, isStreamed };
  }

  #end(record: ZipEntryRecord): void {
    this.#entries += 1;
    this.#recent.push(centralRecord(record));
    if (this.#recent.length === 1024) {
      this.#gather();
    }
  }

  #gather(): void {
    this.#central.push(Buffer.concat(this.#recent));
    this.#recent = [];
  }

  #put(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingSize += bytes.length;
    this.#size += bytes.length;
  }

  async #write(atLeast: number): Promise<void> {
    if (this.#waitingSize < atLeast || this.#waitingSize === 0) {
      return;
    }
    const bytes = this.#waiting.length === 1 ? (this.#waiting[0] as Uint8Array) : Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingSize = 0;
    this.#hash.update(bytes);
    for (let written = 0; written < bytes.length; ) {
      written += (await this.#file.write(bytes, written)).bytesWritten;
    }
  }
}
