import { encodeRecord, FORMAT } from "./records.ts";
import { Segment } from "./segment.ts";

/** A file that has grown to this many bytes is followed by another, so that delivered ones can be deleted. */
const SEGMENT_BYTES = 64 << 20;

/** Options of {@link JournalFiles}. */
export interface JournalFilesOptions {
  /** Id of the task that the events are about. */
  task: string;
  /** Gives the path of a file by its number, and makes its folder. */
  pathOf(segment: number): string;
  /** Called when all files have been deleted. */
  onEmpty(): void;
  /** @default 64 MiB */
  segmentBytes?: number | undefined;
}

/** The place behind a line. */
export interface LinePlace {
  segment: Segment;
  end: number;
}

/** Lines of a journal, and the place behind them. */
interface JournalLines {
  lines: readonly string[];
  place: LinePlace;
}

/** The files of one journal, in order: text is added to the last, and a new one begins when that is full. */
export class JournalFiles {
  readonly #options: JournalFilesOptions;
  readonly #segmentBytes: number;
  readonly #segments: Segment[];
  #created: number;
  readonly #unsynced = new Set<Segment>();

  constructor(options: JournalFilesOptions, segments: Segment[] = []) {
    this.#options = options;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#segments = segments;
    this.#created = segments.length;
  }

  /** Bytes on disk. */
  get size(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** Writes what must not be lost, in a new file where the last one is full; `next` is the number of the next event. */
  write(text: string, next: number): void {
    const { task, pathOf } = this.#options;
    let segment = this.#segments.at(-1);
    if (segment === undefined || segment.size >= this.#segmentBytes) {
      segment = Segment.create(pathOf(this.#created), next);
      this.#created += 1;
      this.#segments.push(segment);
      segment.append(encodeRecord({ kind: "header", header: { format: FORMAT, task, first: next } }));
    }
    segment.append(text);
    this.#unsynced.add(segment);
  }

  /** Writes what only saves work when the journal is recovered: a disk that is full must not keep events from being sent. */
  note(text: string): void {
    try {
      this.#segments.at(-1)?.append(text);
    } catch {
      // The batch is sent under a name that a recovery would not know.
    }
  }

  /** Reads the lines behind a place, many at a time; undefined where there are none yet. */
  async read(after: LinePlace | undefined): Promise<JournalLines | undefined> {
    const known = after ? this.#segments.indexOf(after.segment) : -1;
    for (const [index, segment] of this.#segments.slice(Math.max(known, 0)).entries()) {
      const from = known >= 0 && index === 0 ? (after?.end ?? 0) : 0;
      if (from < segment.size) {
        const { lines, end } = await segment.read(from);
        return { lines, place: { segment, end } };
      }
    }
    return undefined;
  }

  /** All events before a number are done with: files that hold nothing else are deleted. */
  settle(before: number): void {
    while ((this.#segments[1]?.first ?? Number.POSITIVE_INFINITY) <= before) {
      this.#segments.shift()?.remove();
    }
  }

  /** Waits until everything written so far would survive the end of the machine. */
  async sync(): Promise<void> {
    const segments = [...this.#unsynced];
    this.#unsynced.clear();
    await Promise.all(segments.map((segment) => segment.sync()));
  }

  /** As {@link JournalFiles.sync}, at once. */
  syncNow(): void {
    for (const segment of this.#unsynced) {
      segment.syncNow();
    }
    this.#unsynced.clear();
  }

  /** Deletes all files, if there are any: most tasks end without. */
  remove(): void {
    const segments = this.#segments.splice(0);
    if (segments.length === 0) {
      return;
    }
    for (const segment of segments) {
      segment.remove();
    }
    this.#unsynced.clear();
    this.#options.onEmpty();
  }

  /** Closes the files, whatever is in them. */
  close(): void {
    for (const segment of this.#segments.splice(0)) {
      segment.close();
    }
  }
}
