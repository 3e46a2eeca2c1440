import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import type { Body } from "./node-stream.ts";

/** The number of bytes that are read from the disk, and given to a connection, at a time. */
const PIECE_BYTES = 256 * 1024;

/** A part of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file, or a part of one, on its way out. It is opened when it is sent, and only if it is still what was found. */
export class FileBody implements Body {
  readonly #path: string;
  readonly #found: Stats;
  readonly #range: ByteRange;

  constructor(path: string, found: Stats, range: ByteRange = { start: 0, end: found.size - 1 }) {
    this.#path = path;
    this.#found = found;
    this.#range = range;
  }

  stream(): Readable {
    return Readable.from(
      this.#pieces(() => this.#allocate()),
      { objectMode: false },
    );
  }

  /** Reads one piece while the one before is sent. Two buffers do: new ones would keep the garbage collector busier than all the rest. */
  async sendTo(target: Writable): Promise<void> {
    let [next, other] = [this.#allocate(), this.#allocate()];
    let sent: Promise<void> = Promise.resolve();
    const turns = () => {
      [next, other] = [other, next];
      return next;
    };
    for await (const piece of this.#pieces(turns)) {
      await sent;
      sent = write(target, piece);
      // It is waited for when the next piece is there; until then nobody listens.
      sent.catch(() => {});
    }
    await sent;
    target.end();
  }

  #allocate(): Buffer {
    const { start, end } = this.#range;
    return Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, end - start + 1));
  }

  async *#pieces(buffer: () => Buffer): AsyncGenerator<Buffer> {
    await using file = await this.#open();
    for (let { start, end } = this.#range; start <= end; ) {
      const piece = buffer();
      const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, end - start + 1), start);
      if (bytesRead === 0) {
        throw new Error(`"${this.#path}" became shorter while it was sent.`);
      }
      yield piece.subarray(0, bytesRead);
      start += bytesRead;
    }
  }

  /** The headers of the answer describe what was found: of a file that has replaced it, its length would cut off the end. */
  async #open(): Promise<FileHandle> {
    const file = await open(this.#path);
    const { ino, mtimeMs } = await file.stat();
    if (ino === this.#found.ino && mtimeMs === this.#found.mtimeMs) {
      return file;
    }
    await file.close();
    throw new Error(`"${this.#path}" was replaced before it could be sent.`);
  }
}

/** Resolves when a piece has left our memory. */
function write(target: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error("The connection was closed."));
    target.once("close", giveUp);
    target.write(piece, (error) => {
      target.off("close", giveUp);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}
