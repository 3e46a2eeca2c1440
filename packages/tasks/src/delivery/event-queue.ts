import { randomUUID } from "node:crypto";
import type { TaskEvent } from "@clearml-ts/protocol";
import type { EventJournal, JournaledBatch } from "../journal/event-journal.ts";
import type { JournalEnd } from "../journal/records.ts";
import type { EventBatch } from "./deliver-events.ts";

/** Most events in one request, as many as the embedded server stores as a whole: a long queue after an outage goes in several. */
const LARGEST_BATCH = 2000;

/** Bytes of events from which on a batch is full. */
const BATCH_BYTES = 4 << 20;

/** Events in memory that are written to disk without waiting for company. */
const LARGEST_BUFFER = 5000;

/** Bytes that the journal of a task may have: whatever is reported beyond them is dropped. */
const JOURNAL_BYTES = 1 << 30;

/** Options of an {@link EventQueue}. */
export interface EventQueueOptions {
  /** Where events are kept until they have been sent. @default in memory */
  journal?: EventJournal | undefined;
  /** Told once that events are kept in memory because the journal cannot be written, or that they are dropped. */
  warn(message: string): void;
  /** @default 1 GiB */
  journalBytes?: number;
}

/** A batch, and where it came from. */
export interface QueuedBatch extends EventBatch {
  readonly journaled?: JournaledBatch;
}

/** The events of a task that have not been answered: the newest in memory, all others on disk, where that can be written. */
export class EventQueue {
  readonly #options: Required<Omit<EventQueueOptions, "journal">>;
  readonly #journal: EventJournal | undefined;
  /** Events that are not in the journal, as JSON. */
  readonly #buffer: string[] = [];
  /** The batch of events in memory that was sent last, until it is answered. */
  #unanswered: EventBatch | undefined;
  #isWritable: boolean;
  #isFull = false;

  constructor({ journal, warn, journalBytes = JOURNAL_BYTES }: EventQueueOptions) {
    this.#options = { warn, journalBytes };
    this.#journal = journal;
    this.#isWritable = journal !== undefined;
  }

  /** Events that have not been answered. */
  get length(): number {
    return this.#buffer.length + this.stored;
  }

  /** Those of them that are on disk. */
  get stored(): number {
    return this.#journal?.pending ?? 0;
  }

  /** Takes an event; false when there is no room for it. */
  add(event: TaskEvent): boolean {
    if (this.#isFull) {
      return false;
    }
    this.#buffer.push(JSON.stringify(event));
    if (this.#buffer.length >= LARGEST_BUFFER) {
      this.write();
    }
    return true;
  }

  /** Writes the events in memory to disk; after a failure they stay where they are, and later ones too. */
  write(): void {
    if (!this.#isWritable || this.#journal === undefined) {
      return;
    }
    try {
      if (this.#buffer.length > 0) {
        this.#journal.append(this.#buffer);
        this.#buffer.length = 0;
      }
    } catch (error) {
      this.#keepInMemory(error);
    }
    this.#checkRoom();
  }

  /** Writes the events in memory, and waits until they would survive the end of the machine. */
  async sync(): Promise<void> {
    this.write();
    try {
      await this.#journal?.sync();
    } catch (error) {
      this.#keepInMemory(error);
    }
  }

  /** Writes what is in memory at once, with the status that the task is to get, which the next program sets. */
  keep(end: JournalEnd | undefined): void {
    this.write();
    try {
      if (end && this.#isWritable) {
        this.#journal?.setEnd(end);
      }
      this.#journal?.syncNow();
    } catch (error) {
      this.#keepInMemory(error);
    }
  }

  /** The task has got its status. */
  forgetEnd(): void {
    this.#journal?.setEnd(undefined);
    this.tidy();
  }

  /** The events to send next: the same ones until they are settled. */
  async next(): Promise<QueuedBatch | undefined> {
    this.write();
    const journaled = await this.#journal?.nextBatch(LARGEST_BATCH, BATCH_BYTES, randomUUID);
    if (journaled) {
      return { identity: journaled.identity, events: journaled.events, journaled };
    }
    if (this.#unanswered === undefined && this.#buffer.length > 0 && !this.#isWritable) {
      this.#unanswered = { identity: randomUUID(), events: this.#buffer.slice(0, LARGEST_BATCH) };
    }
    return this.#unanswered;
  }

  /** Takes out a batch that was answered. */
  settle({ journaled, events }: QueuedBatch): void {
    if (journaled) {
      this.#journal?.settle(journaled);
      this.#checkRoom();
    } else {
      this.#unanswered = undefined;
      this.#buffer.splice(0, events.length);
    }
  }

  /** Gives up events on disk that can be read no more, and returns how many there were. */
  giveUpUnreadable(): number {
    return this.#journal?.giveUp() ?? 0;
  }

  /** Deletes the files of events that have been answered, unless there is something else in them to be done. */
  tidy(): void {
    this.#journal?.tidy();
    this.#checkRoom();
  }

  #checkRoom(): void {
    const size = this.#journal?.size ?? 0;
    const isFull = size >= this.#options.journalBytes;
    if (isFull && !this.#isFull) {
      const task = this.#journal?.task;
      this.#options.warn(
        `The journal of task ${task} has ${size} bytes, which is all it may have: reports are dropped until the server has taken some. Is the server reachable?`,
      );
    }
    this.#isFull = isFull;
  }

  #keepInMemory(error: unknown): void {
    if (this.#isWritable) {
      this.#isWritable = false;
      const why = error instanceof Error ? error.message : String(error);
      this.#options.warn(
        `Reports cannot be kept on disk (${why}): until they have been sent they are in memory only, and lost when the program is killed. Make room, or name another folder in CLEARML_CACHE_DIR.`,
      );
    }
  }
}
