import { ArchiveError, DamagedEntryError } from "../../errors.ts";
import { Batch } from "../../threads/batches.ts";
import { writeNewFile } from "../../write-new-file.ts";
import { signatures } from "../zip-records.ts";
import { ByteReader } from "./byte-reader.ts";
import { type EntryNameReader, entryNameReader } from "./entry-name.ts";
import { FIXED_LENGTH, type LocalEntry, localLength, readLocalEntry } from "./local-entry.ts";
import type { UnpackOptions } from "./unpack-files.ts";
import { checkEntry, checked, type WantedFile } from "./wanted-file.ts";
import type { WantedFiles } from "./wanted-files.ts";

/** How an archive that comes in is read. */
interface IncomingOptions extends Pick<UnpackOptions, "onFile" | "signal"> {
  /** Address of the archive, for errors. */
  archive: string;
}

/** Entries that a thread unpacks whole, in memory; larger ones are written as they come. */
const MAX_WHOLE = 8 << 20;

/** An entry that was read into memory, and the file that it becomes. */
export interface SmallFile {
  entry: LocalEntry;
  file: WantedFile;
  target: string;
  packed: Uint8Array;
}

/** An archive that is read from its beginning, entry by entry. */
export class IncomingArchive {
  /** Whether the rest of the archive, from where it was read to, can only be unpacked with its directory. */
  isCutShort = false;
  readonly #reader: ByteReader;
  readonly #options: IncomingOptions;
  readonly #wanted: WantedFiles;

  constructor(content: AsyncIterable<Uint8Array>, wanted: WantedFiles, options: IncomingOptions) {
    this.#wanted = wanted;
    this.#reader = new ByteReader(content);
    this.#options = options;
  }

  get taken(): number {
    return this.#reader.taken;
  }

  get failure(): { error: unknown } | undefined {
    return this.#reader.failure;
  }

  /** Yields the small files that are wanted, many at a time, and writes the large ones in between. */
  async *smallFiles(): AsyncGenerator<SmallFile[]> {
    const nameOf = await entryNameReader();
    const batch = new Batch<SmallFile>();
    const { archive, onFile } = this.#options;
    // Nothing is awaited that is there: that would take as long as all else that is done for a small file.
    while (this.#wanted.areLeft) {
      const entry = this.#entryHere(nameOf) ?? (await this.#nextEntry(nameOf));
      const file = entry && this.#wanted.find(entry.name);
      if (entry === undefined || !isFramed(entry, file)) {
        this.isCutShort = !(await this.#isAtDirectory());
        break;
      }
      if (file === undefined) {
        this.#reader.take(entry.length);
        await this.#skip(entry.packedSize);
        continue;
      }
      const known = sized(entry, file);
      const { name, length, packedSize, descriptorLength } = known;
      checkEntry(archive, known, file);
      this.#reader.take(length);
      const { target, folder } = this.#wanted.begin(name, file);
      if (folder) {
        await folder;
      }
      if (packedSize > MAX_WHOLE || descriptorLength > 0) {
        await this.#write(known, file, target);
        this.#wanted.end(name);
        onFile?.(name, file.size);
        continue;
      }
      if (this.#reader.available < packedSize && !(await this.#reader.fill(packedSize))) {
        throw new DamagedEntryError(archive, name, "it ends before it should");
      }
      const full = batch.add({ entry: known, file, target, packed: this.#reader.take(packedSize) }, file.size);
      if (full) {
        yield full;
      }
    }
    if (batch.items.length > 0) {
      yield batch.items;
    }
  }

  /** The archive from where it was read to. */
  rest(): AsyncGenerator<Uint8Array> {
    return this.#reader.rest();
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  /** The entry that follows, if its record can be had without waiting. */
  #entryHere(nameOf: EntryNameReader): LocalEntry | undefined {
    const reader = this.#reader;
    const length = reader.available < FIXED_LENGTH ? undefined : localLength(reader.look(FIXED_LENGTH));
    return length === undefined || reader.available < length ? undefined : readLocalEntry(reader.look(length), nameOf);
  }

  /** The entry that follows; undefined when another record does, or not all of it comes. */
  async #nextEntry(nameOf: EntryNameReader): Promise<LocalEntry | undefined> {
    const isBegun = await this.#reader.fill(FIXED_LENGTH);
    const length = isBegun ? localLength(this.#reader.look(FIXED_LENGTH)) : undefined;
    return length !== undefined && (await this.#reader.fill(length)) ? this.#entryHere(nameOf) : undefined;
  }

  async #isAtDirectory(): Promise<boolean> {
    const isThere = await this.#reader.fill(4);
    const signature = isThere ? this.#reader.look(4).readUInt32LE(0) : 0;
    return signature === signatures.central || signature === signatures.end;
  }

  async #skip(length: number): Promise<void> {
    for await (const _ of this.#reader.pieces(length)) {
      // Nobody wants it.
    }
  }

  /** Writes a file that is stored as it is. */
  async #write(entry: LocalEntry, { size, hash }: WantedFile, target: string): Promise<void> {
    const { archive, signal } = this.#options;
    const { name, packedSize, descriptorLength } = entry;
    const crc = descriptorLength > 0 ? undefined : entry.crc;
    try {
      await writeNewFile(target, checked(this.#reader.pieces(packedSize), { size, hash, crc }), { signal });
    } catch (cause) {
      throw new DamagedEntryError(archive, name, (cause as Error).message, { cause });
    }
    if (descriptorLength > 0) {
      const isThere = await this.#reader.fill(descriptorLength);
      if (!isThere || this.#reader.take(descriptorLength).readUInt32LE(0) !== signatures.descriptor) {
        throw new ArchiveError(archive, `could not be unpacked: nothing says where ${JSON.stringify(name)} ends.`);
      }
    }
  }
}

/** Whether it is known before the content where it ends, and whether the content can be taken as it comes. */
function isFramed({ descriptorLength, method, size, packedSize }: LocalEntry, file: WantedFile | undefined): boolean {
  if (descriptorLength > 0) {
    // What is stored as it is has the bytes of the file, and the hash tells whether it has.
    return method === 0 && file?.hash !== undefined;
  }
  return file === undefined || method === 0 || Math.max(size, packedSize) <= MAX_WHOLE;
}

/** An entry whose sizes are behind its content has those of its file. */
function sized(entry: LocalEntry, file: WantedFile | undefined): LocalEntry {
  return entry.descriptorLength > 0 && file ? { ...entry, size: file.size, packedSize: file.size } : entry;
}
