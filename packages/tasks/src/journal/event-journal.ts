import { JournalFiles, type JournalFilesOptions } from "./journal-files.ts";
import { JournalState } from "./journal-state.ts";
import { LineReader } from "./line-reader.ts";
import { decodeRecord, encodeEvent, encodeRecord, type JournalBatch, type JournalEnd } from "./records.ts";
import { Segment } from "./segment.ts";

/** Events of a batch, as they are to be sent: each as JSON. */
export interface JournaledBatch extends JournalBatch {
  events: string[];
}

/**
 * The events of one task on disk, in order, until the server has answered them. Events that `append` has taken
 * survive the end of the process, however it ends; after `sync`, the end of the machine.
 */
export class EventJournal {
  /** Id of the task. */
  readonly task: string;
  readonly #files: JournalFiles;
  #next: number;
  #pending: number;
  #settled: number;
  /** Batch that an earlier process has sent: it is to be sent again under its name. */
  #inDoubt: JournalBatch | undefined;
  /** Batch to be sent, again and again if need be, until it is answered. */
  #batch: JournaledBatch | undefined;
  #end: JournalEnd | undefined;
  readonly #reader: LineReader;

  private constructor(task: string, files: JournalFiles, state: JournalState) {
    this.task = task;
    this.#files = files;
    this.#next = state.next;
    this.#pending = state.pending;
    this.#settled = state.settled;
    this.#inDoubt = state.unanswered;
    this.#end = state.end;
    this.#reader = new LineReader(files);
  }

  /** Makes an empty journal; its first file is made when there is something to keep. */
  static create(options: JournalFilesOptions): EventJournal {
    return new EventJournal(options.task, new JournalFiles(options), new JournalState());
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
      for (let place = 0; place < segment.size; ) {
        const { lines, end } = await segment.read(place);
        for (const line of lines) {
          state.take(decodeRecord(line));
        }
        place = end;
      }
    }
    const task = state.task ?? "";
    // It only gets notes, in the last of its files.
    const pathOf = (segment: number) => `${files[0]?.path}.${segment}`;
    const journal = new EventJournal(task, new JournalFiles({ task, pathOf, onEmpty: () => {} }, segments), state);
    return { journal, damaged: state.damaged };
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
    return this.#files.size;
  }

  /** Takes events, each as JSON: all or, when it throws, none. */
  append(events: readonly string[]): void {
    const lines = events.map((event, index) => encodeEvent(this.#next + index, event));
    this.#files.write(lines.join(""), this.#next);
    this.#next += events.length;
    this.#pending += events.length;
  }

  /** Keeps the status that the task is to get; undefined when it has got it. */
  setEnd(end: JournalEnd | undefined): void {
    if (end) {
      this.#files.write(encodeRecord({ kind: "end", end }), this.#next);
    }
    this.#end = end;
  }

  /**
   * The events to be sent next, at most `limit` and `bytes`. The name that `name` gives to the batch is on disk before it is
   * returned, and the same batch is returned until it is settled, also by the process that recovers the journal.
   */
  async nextBatch(limit: number, bytes: number, name: () => string): Promise<JournaledBatch | undefined> {
    if (this.#batch) {
      return this.#batch;
    }
    const known = this.#inDoubt;
    this.#inDoubt = undefined;
    if (known) {
      const { events } = await this.#readEvents((number) => number >= known.end);
      // All of them may be damaged; those behind them are not.
      if (events.length > 0) {
        this.#batch = { ...known, events };
        return this.#batch;
      }
    }
    const { events, end } = await this.#readEvents((_number, { count, size }) => count === limit || size > bytes);
    if (events.length === 0) {
      return undefined;
    }
    const batch = { identity: name(), first: this.#settled, end };
    this.#files.note(encodeRecord({ kind: "batch", batch }));
    this.#batch = { ...batch, events };
    return this.#batch;
  }

  /** The server has answered a batch of so many events; files that hold nothing else are deleted. */
  settle({ end, events }: JournaledBatch): void {
    this.#batch = undefined;
    this.#settled = end;
    this.#pending -= events.length;
    this.#files.note(encodeRecord({ kind: "settled", before: end }));
    this.#files.settle(end);
  }

  /** Gives up the events that are there no more, because others have changed the files, and returns how many. */
  giveUp(): number {
    const lost = this.#pending;
    this.#pending = 0;
    this.#settled = this.#next;
    this.#batch = undefined;
    this.#inDoubt = undefined;
    return lost;
  }

  /** Waits until everything taken so far would survive the end of the machine. */
  async sync(): Promise<void> {
    await this.#files.sync();
  }

  /** As {@link EventJournal.sync}, at once. */
  syncNow(): void {
    this.#files.syncNow();
  }

  /** Deletes the files when nothing in them is still to be done. */
  tidy(): void {
    if (this.#pending === 0 && this.#end === undefined) {
      this.#files.remove();
    }
  }

  /** Closes the files, whatever is in them. */
  close(): void {
    this.#files.close();
  }

  /** Reads the events that come next, in order, until those that were read are enough. */
  async #readEvents(
    isEnough: (next: number, read: { count: number; size: number }) => boolean,
  ): Promise<{ events: string[]; end: number }> {
    const events: string[] = [];
    let [end, size] = [this.#settled, 0];
    for (let lines = await this.#reader.next(); lines.length > 0; lines = await this.#reader.next()) {
      for (const [index, line] of lines.entries()) {
        const record = decodeRecord(line);
        if (record?.kind !== "event" || record.number < this.#settled) {
          continue;
        }
        if (isEnough(record.number, { count: events.length, size })) {
          this.#reader.take(index);
          return { events, end };
        }
        events.push(record.event);
        size += record.event.length;
        end = record.number + 1;
      }
      this.#reader.take(lines.length);
    }
    return { events, end };
  }
}
