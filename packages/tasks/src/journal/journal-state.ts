import type { JournalBatch, JournalEnd, JournalRecord } from "./records.ts";

/** The state of a journal that is read from its first line to its last; it does no I/O. */
export class JournalState {
  /** The task, once a header was read. */
  task: string | undefined;
  /** Number that the next event gets. */
  next = 0;
  /** Events before this number have been answered. */
  settled = 0;
  /** The status to set when all events have arrived. */
  end: JournalEnd | undefined;
  /** Lines that could not be read. */
  damaged = 0;
  readonly #numbers: number[] = [];
  #batch: JournalBatch | undefined;

  /** Takes the next line; undefined stands for one that could not be read. */
  take(record: JournalRecord | undefined): void {
    switch (record?.kind) {
      case undefined:
        this.damaged += 1;
        break;
      case "header":
        this.task ??= record.header.task;
        this.next = Math.max(this.next, record.header.first);
        break;
      case "event":
        this.next = Math.max(this.next, record.number + 1);
        this.#numbers.push(record.number);
        this.task ??= (JSON.parse(record.event) as { task: string }).task;
        break;
      case "batch":
        this.#batch = record.batch;
        break;
      case "settled":
        this.settled = Math.max(this.settled, record.before);
        break;
      case "end":
        this.end = record.end;
        break;
    }
  }

  /** How many events are there and have not been answered. */
  get pending(): number {
    return this.#numbers.filter((number) => number >= this.settled).length;
  }

  /** The batch that was sent last, unless it was answered: it is to be sent again as it was. */
  get unanswered(): JournalBatch | undefined {
    return this.#batch && this.#batch.end > this.settled ? this.#batch : undefined;
  }
}
