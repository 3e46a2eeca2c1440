import type { TaskEvent } from "@clearml-ts/protocol";
import { JournalState } from "./journal-state.ts";
import { decodeRecord, encodeEvent, encodeRecord, FORMAT, type JournalBatch, type JournalEnd } from "./records.ts";
import { Segment, type SegmentLine } from "./segment.ts";

/** A file that has grown to this many bytes is followed by another, so that delivered ones can be deleted. */
const SEGMENT_BYTES = 64 << 20;

/** Events of a batch, as they are to be sent. */
export interface JournaledBatch extends JournalBatch {
  events: TaskEvent[];
}

/** Options of a new {@link EventJournal}. */
export interface EventJournalOptions {
  task: string;
  /** Gives the path of a file by its number, and makes its folder. */
  pathOf(segment: number): string;
  /** Called when all files have been deleted. */
  onEmpty(): void;
  /** @default 64 MiB */
  segmentBytes?: number | undefined;
}

/**
 * The events of one task on disk, in order, until the server has answered them. Events that `append` has taken
 * survive the end of the process, however it ends; after `sync`, the end of the machine.
 */
export class EventJournal {
  readonly #task: string;
  readonly #pathOf: (segment: number) => string;
  readonly #onEmpty: () => void;
  readonly #segmentBytes: number;
  readonly #segments: Segment[];
  #created: number;
  #next: number;
  #pending: number;
  #settled: number;
  /** Batch to be sent again under its name, until it is answered. */
  #unanswered: JournalBatch | undefined;
  #end: JournalEnd | undefined;
  /** Place in the first file behind the events that have been answered. */
  #place = 0;
  /** The place behind the last event that was read. */
  #read: { segment: Segment; place: number } | undefined;
  readonly #unsynced = new Set<Segment>();

  private constructor(
    { task, pathOf, onEmpty, segmentBytes = SEGMENT_BYTES }: EventJournalOptions,
    segments: Segment[],
    state: JournalState,
  ) {
    this.#task = task;
    this.#pathOf = pathOf;
    this.#onEmpty = onEmpty;
    this.#segmentBytes = segmentBytes;
    this.#segments = segments;
    this.#created = segments.length;
    this.#next = state.next;
    this.#pending = state.pending;
    this.#settled = state.settled;
    this.#unanswered = state.unanswered;
    this.#end = state.end;
  }

  /** Makes an empty journal; its first file is made when there is something to keep. */
  static create(options: EventJournalOptions): EventJournal {
    return new EventJournal(options, [], new JournalState());
  }

  /** Reads a journal that another process has left, from its files in order. */
  static async open(
    files: readonly { path: string; size: number }[],
  ): Promise<{ journal: EventJournal; damaged: number }> {
    const state = new JournalState();
    const segments: Segment[] = [];
    for (const { path, size } of files) {
      const segment = Segment.open(path, { first: state.next, size });
      segments.push(segment);
      for await (const lines of segment.lines(0)) {
        for (const { text } of lines) {
          state.take(decodeRecord(text));
        }
      }
    }
    // It only gets notes, in the last of its files.
    const pathOf = (segment: number) => `${files[0]?.path}.${segment}`;
    const journal = new EventJournal({ task: state.task ?? "", pathOf, onEmpty: () => {} }, segments, state);
    return { journal, damaged: state.damaged };
  }

  /** Id of the task. */
  get task(): string {
    return this.#task;
  }

  /** Events that have not been answered. */
  get pending(): number {
    return this.#pending;
  }

  /** The status to set when all events have arrived. */
  get end(): JournalEnd | undefined {
    return this.#end;
  }

  /** Bytes on disk. */
  get size(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** Takes events, all or, when it throws, none. */
  append(events: readonly TaskEvent[]): void {
    const lines = events.map((event, index) => encodeEvent(this.#next + index, event));
    this.#write(lines.join(""));
    this.#next += events.length;
    this.#pending += events.length;
  }

  /** Keeps the status that the task is to get; undefined when it has got it. */
  setEnd(end: JournalEnd | undefined): void {
    if (end) {
      this.#write(encodeRecord({ kind: "end", end }));
    }
    this.#end = end;
  }

  /**
   * The events to be sent next, at most `limit` and `bytes`. The name that `name` gives to the batch is on disk before it is
   * returned, and the same batch is returned until it is settled, also by the process that recovers the journal.
   */
  async nextBatch(limit: number, bytes: number, name: () => string): Promise<JournaledBatch | undefined> {
    const known = this.#unanswered;
    const events: TaskEvent[] = [];
    let [end, size] = [this.#settled, 0];
    const isFull = (number: number) => (known ? number >= known.end : events.length === limit || size > bytes);
    search: for await (const { segment, lines } of this.#lines()) {
      for (const { text, end: place } of lines) {
        const record = decodeRecord(text);
        if (record?.kind !== "event" || record.number < this.#settled) {
          continue;
        }
        if (isFull(record.number)) {
          break search;
        }
        events.push(JSON.parse(record.event) as TaskEvent);
        size += record.event.length;
        end = record.number + 1;
        this.#read = { segment, place };
      }
    }
    const [first] = events;
    if (first === undefined) {
      return undefined;
    }
    if (known) {
      return { ...known, events };
    }
    const batch = { identity: name(), first: this.#settled, end };
    this.#note(encodeRecord({ kind: "batch", batch }));
    this.#unanswered = batch;
    return { ...batch, events };
  }

  /** The server has answered a batch of so many events; files that hold nothing else are deleted. */
  settle({ end, events }: JournaledBatch): void {
    this.#unanswered = undefined;
    this.#settled = end;
    this.#pending -= events.length;
    this.#note(encodeRecord({ kind: "settled", before: end }));
    while ((this.#segments[1]?.first ?? Number.POSITIVE_INFINITY) <= end) {
      this.#segments.shift()?.remove();
      this.#place = 0;
    }
    if (this.#read && this.#read.segment === this.#segments[0]) {
      this.#place = this.#read.place;
    }
  }

  /** Gives up the events that are there no more, because others have changed the files, and returns how many. */
  giveUp(): number {
    const lost = this.#pending;
    this.#pending = 0;
    this.#settled = this.#next;
    this.#unanswered = undefined;
    return lost;
  }

  /** Waits until everything taken so far would survive the end of the machine. */
  async sync(): Promise<void> {
    const segments = [...this.#unsynced];
    this.#unsynced.clear();
    await Promise.all(segments.map((segment) => segment.sync()));
  }

  /** As {@link EventJournal.sync}, at once. */
  syncNow(): void {
    for (const segment of this.#unsynced) {
      segment.syncNow();
    }
    this.#unsynced.clear();
  }

  /** Deletes the files when nothing in them is still to be done. */
  tidy(): void {
    if (this.#pending > 0 || this.#end !== undefined) {
      return;
    }
    for (const segment of this.#segments.splice(0)) {
      segment.remove();
    }
    this.#place = 0;
    this.#unsynced.clear();
    this.#onEmpty();
  }

  /** Closes the files, whatever is in them. */
  close(): void {
    for (const segment of this.#segments.splice(0)) {
      segment.close();
    }
  }

  /** The lines from the first event on that has not been answered. */
  async *#lines(): AsyncGenerator<{ segment: Segment; lines: SegmentLine[] }> {
    for (const [index, segment] of [...this.#segments].entries()) {
      for await (const lines of segment.lines(index === 0 ? this.#place : 0)) {
        yield { segment, lines };
      }
    }
  }

  /** Writes what must not be lost, in a new file where the last one is full. */
  #write(text: string): void {
    let segment = this.#segments.at(-1);
    if (segment === undefined || segment.size >= this.#segmentBytes) {
      segment = Segment.create(this.#pathOf(this.#created), this.#next);
      this.#created += 1;
      this.#segments.push(segment);
      const header = { format: FORMAT, task: this.#task, first: this.#next } as const;
      segment.append(encodeRecord({ kind: "header", header }));
    }
    segment.append(text);
    this.#unsynced.add(segment);
  }

  /** Writes what only saves work when the journal is recovered: a disk that is full must not keep events from being sent. */
  #note(text: string): void {
    try {
      this.#segments.at(-1)?.append(text);
    } catch {
      // The batch is sent under a name that a recovery would not know.
    }
  }
}
