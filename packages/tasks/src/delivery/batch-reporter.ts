import { ApiError, type TaskEvent } from "@clearml-ts/protocol";
import { endWithProgram } from "../exit/open-work.ts";
import type { EventJournal } from "../journal/event-journal.ts";
import type { JournalEnd } from "../journal/records.ts";
import type { EventBatch } from "./deliver-events.ts";
import { ReportError, ReportTimeoutError } from "./errors.ts";
import { EventQueue } from "./event-queue.ts";
import type { DeliveryReport, Reporter } from "./reporter.ts";
import { Rounds } from "./rounds.ts";
import { isDoneBefore } from "./time-limit.ts";

/** The way a {@link BatchReporter} sends, and how soon. */
export interface BatchReporterOptions {
  /** Task the events are about, for messages. */
  taskId: string;
  /** Sends events in order until the signal ends it; answers how many of them the server refused, and why. */
  send(batch: EventBatch, signal: AbortSignal): Promise<{ rejected: number; reason?: string }>;
  /** Told once about events the server refused, and about a journal that cannot be written. */
  warn(message: string): void;
  /** Keeps events on disk until they have been sent. @default they are kept in memory */
  journal?: EventJournal | undefined;
  /** Events that are sent without waiting for more. @default 100 */
  batchSize?: number;
  /** Longest time an event waits for company, in milliseconds. @default 1000 */
  maxWait?: number;
}

/** Longest time that an event is in memory only, in milliseconds. */
const WRITE_WITHIN = 100;

/** Sends events in batches, and keeps those that could not be sent, on disk where it is given a journal. */
export class BatchReporter implements Reporter {
  readonly #options: Required<Omit<BatchReporterOptions, "journal" | "maxWait">>;
  readonly #queue: EventQueue;
  readonly #rounds: Rounds;
  #writing: NodeJS.Timeout | undefined;
  /** Takes this reporter out of the work that is brought to an end with the program. */
  #rest: (() => void) | undefined;
  #sent = 0;
  #rejected = 0;
  readonly #givenUp = new AbortController();

  constructor({ journal, maxWait = 1000, ...options }: BatchReporterOptions) {
    this.#options = { batchSize: 100, ...options };
    this.#queue = new EventQueue({ journal, warn: options.warn });
    this.#rounds = new Rounds({
      isLeft: () => this.#queue.length > 0,
      step: () => this.#sendNext(),
      onDone: () => {
        this.#queue.tidy();
        this.#release();
      },
      maxWait,
    });
  }

  get maxWait(): number | undefined {
    return this.#rounds.maxWait;
  }

  set maxWait(milliseconds: number | undefined) {
    this.#rounds.maxWait = milliseconds;
  }

  report(event: TaskEvent): void {
    if (!this.#queue.add(event)) {
      this.#rejected += 1;
      return;
    }
    this.#hold();
    this.#writeSoon();
    if (this.#queue.length >= this.#options.batchSize && !this.#rounds.failure) {
      void this.#rounds.begin();
    } else {
      this.#rounds.beginLater();
    }
  }

  async flush({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const isDone = await isDoneBefore(this.#rounds.workOff(), signal);
    if (this.#queue.length > 0) {
      await this.#queue.sync();
    }
    const { length: pending, stored } = this.#queue;
    if (pending > 0) {
      const cause = isDone ? this.#rounds.failure : signal?.reason;
      throw new ReportError(this.#options.taskId, pending, { stored, cause });
    }
  }

  async close({ signal }: { signal?: AbortSignal } = {}): Promise<DeliveryReport> {
    if (!signal?.aborted) {
      await isDoneBefore(this.#rounds.workOff(), signal);
    }
    if (signal?.aborted) {
      this.#givenUp.abort(signal.reason);
    }
    this.#rounds.stop();
    clearTimeout(this.#writing);
    this.#writing = undefined;
    this.keep();
    this.#release();
    const reason = signal?.reason instanceof ReportTimeoutError ? signal.reason : this.#rounds.failure;
    return {
      sent: this.#sent,
      pending: this.#queue.length,
      stored: this.#queue.stored,
      rejected: this.#rejected,
      ...(reason && { reason }),
    };
  }

  /** Puts everything on disk at once, with the status that the task is to get when it has arrived, if there is one. */
  keep(end?: JournalEnd): void {
    this.#queue.keep(end);
  }

  /** The task has got the status that was kept. */
  forgetEnd(): void {
    this.#queue.forgetEnd();
  }

  /** Brings this reporter to an end with the program, until it rests. */
  #hold(): void {
    this.#rest ??= endWithProgram({
      finish: (_end, signal) => this.flush({ signal }).catch(() => {}),
      keep: () => this.keep(),
    });
  }

  #release(): void {
    this.#rest?.();
    this.#rest = undefined;
  }

  async #sendNext(): Promise<void> {
    const batch = await this.#queue.next();
    if (batch === undefined) {
      this.#refuse(this.#queue.giveUpUnreadable(), "their journal has been changed, and they can be read no more");
      return;
    }
    const { rejected, reason } = await this.#send(batch);
    this.#queue.settle(batch);
    this.#sent += batch.events.length - rejected;
    this.#refuse(rejected, reason);
  }

  /** Sends a batch; one that the server refuses for good is answered as well. */
  async #send(batch: EventBatch): Promise<{ rejected: number; reason?: string }> {
    try {
      return await this.#options.send(batch, this.#givenUp.signal);
    } catch (error) {
      if (error instanceof ApiError && error.resultCode < 500) {
        return { rejected: batch.events.length, reason: error.serverMessage };
      }
      throw error;
    }
  }

  #refuse(count: number, reason: string | undefined): void {
    if (count > 0 && this.#rejected === 0) {
      const why = reason ?? "no reason given";
      this.#options.warn(`The server refused ${count} events of task ${this.#options.taskId}: ${why}`);
    }
    this.#rejected += count;
  }

  /** The timer keeps no program alive: when one ends, its reporters are asked. */
  #writeSoon(): void {
    this.#writing ??= setTimeout(() => {
      this.#writing = undefined;
      void this.#queue.sync();
    }, WRITE_WITHIN).unref();
  }
}
