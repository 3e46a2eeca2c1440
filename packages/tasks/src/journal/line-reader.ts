import type { JournalFiles, LinePlace } from "./journal-files.ts";

/** Reads the lines of a journal from the first to the last, each once, and those that are added meanwhile. */
export class LineReader {
  readonly #files: JournalFiles;
  /** Lines that were read and have not been taken. */
  #ahead: readonly string[] = [];
  /** The place behind them. */
  #place: LinePlace | undefined;

  constructor(files: JournalFiles) {
    this.#files = files;
  }

  /** The next lines, which are the same until they are taken; none when all that is there has been taken. */
  async next(): Promise<readonly string[]> {
    while (this.#ahead.length === 0) {
      const read = await this.#files.read(this.#place);
      if (read === undefined) {
        break;
      }
      this.#place = read.place;
      this.#ahead = read.lines;
    }
    return this.#ahead;
  }

  /** Takes so many of the next lines. */
  take(count: number): void {
    this.#ahead = this.#ahead.slice(count);
  }
}
