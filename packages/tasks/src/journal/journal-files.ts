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

/** The files of one journal, in order: text is added to the last, and a new one begins when that is full. */
export class JournalFiles {
  readonly #options: JournalFilesOptions;
  readonly #segmentBytes: number;
  readonly #segments: Segment[];
  #created: number;
  /** Place in the first file behind the lines that are done with. */
  #start = 0;
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

  /** Yields the lines that are not done with, many at a time. */
  async *lines(): AsyncGenerator<{ text: string; place: LinePlace }[]> {
    for (const [index, segment] of [...this.#segments].entries()) {
      for await (const lines of segment.lines(index === 0 ? this.#start : 0)) {
        yield lines.map(({ text, end }) => ({ text, place: { segment, end } }));
      }
    }
  }

  /** All events before a number are done with, and the lines up to a place: files that hold nothing else are deleted. */
  settle(before: number, place: LinePlace | undefined): void {
    while ((this.#segments[1]?.first ?? Number.POSITIVE_INFINITY) <= before) {
      this.#segments.shift()?.remove();
      this.#start = 0;
    }
    if (place && place.segment === this.#segments[0]) {
      this.#start = place.end;
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
    this.#start = 0;
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
