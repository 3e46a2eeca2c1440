import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  read,
  readSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";

const readAt = promisify(read);
const syncData = promisify(fdatasync);

/** Only the user may read what programs report. */
const PRIVATE_FILE = 0o600;

/** Bytes that are read at once, about as many as a batch of scalars has; longer lines take more. */
const CHUNK = 1 << 19;

const LINE_BREAK = 10;

/** One file of a journal: lines are added at its end and read from any place. */
export class Segment {
  readonly path: string;
  /** Number of the first event that it can hold. */
  readonly first: number;
  readonly #fd: number;
  #size: number;
  /** Reads and forced writes that are under way: the file must not be closed under them. */
  #underWay = 0;
  #isClosed = false;

  private constructor(path: string, fd: number, { first, size }: { first: number; size: number }) {
    this.path = path;
    this.first = first;
    this.#fd = fd;
    this.#size = size;
  }

  /** Makes the file of a new segment, which must not be there. */
  static create(path: string, first: number): Segment {
    return new Segment(path, openSync(path, "ax+", PRIVATE_FILE), { first, size: 0 });
  }

  /** Opens a segment that another process has left. */
  static open(path: string, { first, size }: { first: number; size: number }): Segment {
    const segment = new Segment(path, openSync(path, "a+", PRIVATE_FILE), { first, size });
    segment.#endLastLine();
    return segment;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds text at the end, all of it or, when that fails, nothing. */
  append(text: string): void {
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.#fd, bytes, written);
      }
    } catch (error) {
      // A full disk takes a part of it, whose last line would be damaged.
      ftruncateSync(this.#fd, this.#size);
      throw error;
    }
    this.#size += written;
  }

  /**
   * Reads lines from a place on, one at least where there is one, and tells the place behind them. The last line of all may lack its
   * line break.
   */
  async read(from: number): Promise<{ lines: string[]; end: number }> {
    const size = this.#size;
    for (let length = CHUNK; ; length *= 2) {
      const wanted = Math.min(length, size - from);
      const { bytesRead, buffer } = await this.#hold(() =>
        readAt(this.#fd, Buffer.allocUnsafe(wanted), 0, wanted, from),
      );
      const bytes = buffer.subarray(0, bytesRead);
      // Others may have cut the file off: nothing of it is to be waited for.
      const isAll = bytesRead < wanted || from + wanted === size;
      if (isAll || bytes.includes(LINE_BREAK)) {
        const { lines, end } = linesOf(bytes, isAll);
        return { lines, end: isAll ? size : from + end };
      }
    }
  }

  /** A file that was cut off ends within a line, which the next one must not be part of. */
  #endLastLine(): void {
    const last = Buffer.alloc(1);
    if (this.#size > 0 && readSync(this.#fd, last, 0, 1, this.#size - 1) === 1 && last[0] !== LINE_BREAK) {
      this.append("\n");
    }
  }

  /** Waits until everything written so far would survive the end of the machine. */
  async sync(): Promise<void> {
    if (!this.#isClosed) {
      await this.#hold(() => syncData(this.#fd));
    }
  }

  /** As {@link Segment.sync}, at once. */
  syncNow(): void {
    if (!this.#isClosed) {
      fdatasyncSync(this.#fd);
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#underWay === 0) {
      closeSync(this.#fd);
    }
  }

  /** Closes and deletes the file. One that cannot be deleted holds what was answered, and the note that it was. */
  remove(): void {
    try {
      unlinkSync(this.path);
    } catch {
      // Somebody was faster, or the folder is not ours to write to any more.
    }
    this.close();
  }

  async #hold<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#isClosed && this.#underWay === 0) {
        closeSync(this.#fd);
      }
    }
  }
}

/** The lines in some bytes, and the place behind them; the last may lack its line break where nothing follows. */
function linesOf(bytes: Buffer, isAll: boolean): { lines: string[]; end: number } {
  const lines: string[] = [];
  let begin = 0;
  for (let stop = bytes.indexOf(LINE_BREAK); stop !== -1; stop = bytes.indexOf(LINE_BREAK, begin)) {
    lines.push(bytes.toString("utf8", begin, stop));
    begin = stop + 1;
  }
  if (isAll && begin < bytes.length) {
    lines.push(bytes.toString("utf8", begin));
  }
  return { lines, end: begin };
}
