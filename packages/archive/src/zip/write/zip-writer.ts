import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { FilePart, PackedFile } from "../../threads/job-types.ts";
import { centralRecord, descriptorRecord, endRecords, localRecord, type ZipEntryRecord } from "../zip-records.ts";

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
  /** Records of the directory, put together where they are many: each buffer costs memory of its own. */
  #central: Buffer[] = [];
  #recent: Buffer[] = [];
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
    const record = this.#begin({ name, isDeflated, mode, mtime: new Date(mtimeMs) }, false);
    Object.assign(record, { crc, size, packedSize: end - start });
    const putting = this.#put(Buffer.concat([localRecord(record), data.subarray(start, end)]));
    if (putting) {
      return putting.then(() => this.#end(record));
    }
    this.#end(record);
    return undefined;
  }

  /** Adds a file piece by piece. */
  async addStream({ content, ...about }: StreamedEntry): Promise<void> {
    const record = this.#begin(about, true);
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
    const record = this.#begin({ ...about, isDeflated: false }, false);
    Object.assign(record, { crc, size, packedSize: size });
    await this.#put(localRecord(record));
    this.#endPart();
    this.#parts.push({ path, start: 0, end: size, crc });
    this.#size += size;
    this.#end(record);
  }

  /** Ends the archive. */
  async finish(): Promise<WrittenZip> {
    this.#gather();
    const offset = this.#size;
    for (const records of this.#central) {
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

  #endPart(): void {
    this.#parts.push({ path: this.#path, start: this.#parted, end: this.#written });
    this.#parted = this.#written;
  }

  #gather(): void {
    this.#central.push(Buffer.concat(this.#recent));
    this.#recent = [];
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
