import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { FilePart, PackedFile } from "../../threads/job-types.ts";
import { descriptorRecord, endRecords, recordRoom, writeLocalRecord, type ZipEntryRecord } from "../zip-records.ts";
import { DirectoryRecords } from "./directory-records.ts";

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

/** A file that is part of an archive as it is. */
export interface StoredFile {
  name: string;
  mode: number;
  mtime: Date;
  /** The file on disk. */
  path: string;
  size: number;
  crc: number;
}

/** A part of an archive; the crc says which content a part is that was not read for it. */
export interface ZipPart extends FilePart {
  crc?: number;
}

/** An archive that was written, in parts: files that were left where they are, and between them what was written. */
export interface WrittenZip extends Omit<ZipSummary, "hash"> {
  /** Hex sha256 of the archive, if all of it was written. */
  hash: string | undefined;
  parts: readonly ZipPart[];
}

/** Bytes that are collected before they are written. */
const BLOCK = 1 << 20;

/**
 * Writes a zip archive, entry by entry; whoever opens it finishes or discards it. Large files may be left where they are:
 * whoever sends the archive takes them from there.
 */
export class ZipWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  /** Collects small pieces, which would cost memory of their own. */
  readonly #block = Buffer.allocUnsafeSlow(BLOCK);
  #filled = 0;
  /** Records of the directory, many to a buffer. */
  readonly #directory = new DirectoryRecords();
  #size = 0;
  #entries = 0;
  readonly #parts: ZipPart[] = [];
  /** Bytes that were written, and how many of them are in parts. */
  #written = 0;
  #parted = 0;

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

  /** Adds a file that was compressed in memory; what is returned is to be waited for, if anything is. */
  add(name: string, file: PackedFile, data: Uint8Array): Promise<void> | undefined {
    const { isDeflated, mode, mtimeMs, crc, size, start, end } = file;
    const packedSize = end - start;
    // As one literal: objects that are spread and added to outlive two collections of garbage, and pile up for a million files.
    const mtime = new Date(mtimeMs);
    const record = { name, isDeflated, mode, mtime, crc, size, packedSize, offset: this.#size, isStreamed: false };
    const room = recordRoom(name.length) + packedSize;
    if (this.#filled + room <= BLOCK) {
      this.#takeWhole(record, data.subarray(start, end));
      return undefined;
    }
    return this.#addLonger(record, data.subarray(start, end));
  }

  /** Adds a file piece by piece. */
  async addStream({ content, ...about }: StreamedEntry): Promise<void> {
    const record = { ...about, crc: 0, size: 0, packedSize: 0, offset: this.#size, isStreamed: true };
    await this.#put(localRecord(record));
    const start = this.#size;
    for (;;) {
      const { value, done } = await content.next();
      if (done) {
        Object.assign(record, value, { packedSize: this.#size - start });
        break;
      }
      await this.#put(value);
    }
    await this.#put(descriptorRecord(record));
    this.#end(record);
  }

  /** Adds a file that is left where it is, and is not read: nobody has looked whether it has this crc. */
  async addInPlace({ path, size, crc, ...about }: StoredFile): Promise<void> {
    const sizes = { crc, size, packedSize: size };
    const record = { ...about, ...sizes, isDeflated: false, offset: this.#size, isStreamed: false };
    await this.#put(localRecord(record));
    this.#endPart();
    this.#parts.push({ path, start: 0, end: size, crc });
    this.#size += size;
    this.#end(record);
  }

  /** Ends the archive. */
  async finish(): Promise<WrittenZip> {
    const offset = this.#size;
    for (const records of this.#directory.records()) {
      await this.#put(records);
    }
    await this.#put(endRecords({ entries: this.#entries, offset, size: this.#size - offset }));
    await this.#flush();
    await this.#file.close();
    this.#endPart();
    const hash = this.#parts.length === 1 ? this.#hash.digest("hex") : undefined;
    return { size: this.#size, hash, entries: this.#entries, parts: this.#parts };
  }

  /** Deletes what was written. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.#path, { force: true });
  }

  /** Puts record and content into the block, in which there is room for them. */
  #takeWhole(record: ZipEntryRecord, content: Uint8Array): void {
    const start = this.#filled;
    const end = writeLocalRecord(record, this.#block, start);
    this.#block.set(content, end);
    this.#filled = end + content.length;
    this.#size += this.#filled - start;
    this.#written += this.#filled - start;
    this.#end(record);
  }

  async #addLonger(record: ZipEntryRecord, content: Uint8Array): Promise<void> {
    await this.#put(localRecord(record));
    await this.#put(content);
    this.#end(record);
  }

  #end(record: ZipEntryRecord): void {
    this.#entries += 1;
    this.#directory.add(record);
  }

  #endPart(): void {
    this.#parts.push({ path: this.#path, start: this.#parted, end: this.#written });
    this.#parted = this.#written;
  }

  /** Adds bytes, which may be changed once this is done. Most of them only go into the block, which is not waited for. */
  #put(bytes: Uint8Array): Promise<void> | undefined {
    this.#size += bytes.length;
    this.#written += bytes.length;
    if (this.#filled + bytes.length > BLOCK) {
      return this.#flush().then(() => this.#take(bytes));
    }
    return this.#take(bytes);
  }

  #take(bytes: Uint8Array): Promise<void> | undefined {
    if (bytes.length >= BLOCK) {
      return this.#write(bytes);
    }
    this.#block.set(bytes, this.#filled);
    this.#filled += bytes.length;
    return undefined;
  }

  async #flush(): Promise<void> {
    const filled = this.#block.subarray(0, this.#filled);
    this.#filled = 0;
    await this.#write(filled);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    for (let written = 0; written < bytes.length; ) {
      written += (await this.#file.write(bytes, written)).bytesWritten;
    }
  }
}

function localRecord(record: ZipEntryRecord): Buffer {
  const room = Buffer.allocUnsafe(recordRoom(record.name.length));
  return room.subarray(0, writeLocalRecord(record, room, 0));
}
