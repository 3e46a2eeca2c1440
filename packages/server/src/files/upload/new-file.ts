import { type FileHandle, open } from "node:fs/promises";
import { Writable } from "node:stream";
import { PRIVATE_FILE } from "../../data-folder/private-modes.ts";

/** The number of bytes that may wait for the disk while more arrives; all of them are then written at once. */
const WRITE_AHEAD_BYTES = 1024 * 1024;

/** The number of bytes that the system may keep before the disk is set to work on them. */
const UNSYNCED_BYTES = 64 * 1024 * 1024;

/**
 * A stream into a file that it makes; when it has finished, all of it is on the disk for good. The disk works while more
 * arrives: it would have everything to do at the end, with the client waiting for the answer.
 */
export class NewFile extends Writable {
  readonly #opened: Promise<FileHandle>;
  #unsynced = 0;
  #synced: Promise<void> = Promise.resolve();

  constructor(path: string) {
    super({ highWaterMark: WRITE_AHEAD_BYTES });
    this.#opened = open(path, "wx", PRIVATE_FILE);
  }

  override _construct(done: Done): void {
    this.#opened.then(() => done(), done);
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#append([piece]).then(() => done(), done);
  }

  override _writev(pieces: { chunk: Buffer }[], done: Done): void {
    this.#append(pieces.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  override _final(done: Done): void {
    this.#finish().then(() => done(), done);
  }

  override _destroy(error: Error | null, done: Done): void {
    const close = async (file: FileHandle) => file.close();
    this.#opened.then(close).then(
      () => done(error),
      (failure) => done(error ?? failure),
    );
  }

  async #append(pieces: Buffer[]): Promise<void> {
    const file = await this.#opened;
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const { bytesWritten } = await file.writev(pieces);
    // A disk that is full takes a part without a word; it says so when asked to take the rest.
    if (bytesWritten < length) {
      await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
    }
    this.#unsynced += length;
    if (this.#unsynced < UNSYNCED_BYTES) {
      return;
    }
    await this.#synced;
    this.#unsynced = 0;
    this.#synced = file.datasync();
    // It is waited for later; until then nobody listens.
    this.#synced.catch(() => {});
  }

  async #finish(): Promise<void> {
    const file = await this.#opened;
    // The system reports a failure to write once: this may be where it did.
    await this.#synced;
    await file.sync();
  }
}

type Done = (error?: Error | null) => void;
