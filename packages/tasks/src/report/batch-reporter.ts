import { randomUUID } from "node:crypto";
import { ApiError, type TaskEvent } from "@clearml-ts/protocol";
import { ReportError, ReportTimeoutError } from "../errors.ts";
import type { EventBatch } from "./deliver-events.ts";
import type { DeliveryReport, Reporter } from "./reporter.ts";
import { isDoneBefore } from "./time-limit.ts";

/** The way a {@link BatchReporter} sends, and how soon. */
export interface BatchReporterOptions {
  /** Task the events are about, for messages. */
  taskId: string;
  /** Sends events in order until the signal ends it; answers how many of them the server refused, and why. */
  send(batch: EventBatch, signal: AbortSignal): Promise<{ rejected: number; reason?: string }>;
  /** Told once about events the server refused. */
  warn(message: string): void;
  /** Events that are sent without waiting for more. @default 100 */
  batchSize?: number;
  /** Longest time an event waits for company, in milliseconds. @default 1000 */
  maxWait?: number;
}

/** Most events in one request: a long queue after an outage goes in several. */
const LARGEST_BATCH = 500;

/** After a failure the wait doubles from `maxWait` up to this. */
const LONGEST_RETRY_WAIT = 30_000;

/** Keeps events in memory, sends them in batches, and keeps what could not be sent. */
export class BatchReporter implements Reporter {
  readonly #options: Required<BatchReporterOptions>;
  readonly #queue: TaskEvent[] = [];
  /** The batch that was sent last, until it is answered: what is sent again must be what may have been stored. */
  #unanswered: EventBatch | undefined;
  #round: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #failure: Error | undefined;
  #sent = 0;
  #rejected = 0;
  #closed = false;
  readonly #givenUp = new AbortController();

  constructor(options: BatchReporterOptions) {
    this.#options = { batchSize: 100, maxWait: 1000, ...options };
  }

  report(event: TaskEvent): void {
    this.#queue.push(event);
    if (this.#queue.length >= this.#options.batchSize && this.#failures === 0) {
      void this.#drain();
    } else {
      this.#wakeLater();
    }
  }

  async flush({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const isDone = await isDoneBefore(this.#sendEverything(), signal);
    if (this.#queue.length > 0) {
      const cause = isDone ? this.#failure : signal?.reason;
      throw new ReportError(this.#options.taskId, this.#queue.length, { cause });
    }
  }

  async close({ signal }: { signal?: AbortSignal } = {}): Promise<DeliveryReport> {
    this.#closed = true;
    if (!signal?.aborted) {
      await isDoneBefore(this.#sendEverything(), signal);
    }
    if (signal?.aborted) {
      this.#givenUp.abort(signal.reason);
    }
    clearTimeout(this.#timer);
    const reason = signal?.reason instanceof ReportTimeoutError ? signal.reason : this.#failure;
    return {
      sent: this.#sent,
      pending: this.#queue.length,
      rejected: this.#rejected,
      ...(reason && { reason }),
    };
  }

  /** A round that was ending when we joined it may have left something behind. */
  async #sendEverything(): Promise<void> {
    do {
      await this.#drain();
    } while (this.#queue.length > 0 && !this.#failure);
  }

  /** One round at a time, so that order is kept; whoever comes meanwhile joins it. */
  #drain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#round ??= this.#sendAll().finally(() => {
      this.#round = undefined;
      if (this.#queue.length > 0) {
        this.#wakeLater();
      }
    });
    return this.#round;
  }

  async #sendAll(): Promise<void> {
    while (this.#queue.length > 0) {
      this.#unanswered ??= { identity: randomUUID(), events: this.#queue.slice(0, LARGEST_BATCH) };
      const batch = this.#unanswered;
      const { length } = batch.events;
      try {
        const { rejected, reason } = await this.#options.send(batch, this.#givenUp.signal);
        this.#settle(length, rejected, reason);
      } catch (error) {
        if (!(error instanceof ApiError) || error.resultCode >= 500) {
          this.#failures += 1;
          this.#failure = error instanceof Error ? error : new Error(String(error));
          return;
        }
        this.#settle(length, length, error.serverMessage);
      }
    }
  }

  #settle(count: number, rejected: number, reason: string | undefined): void {
    this.#unanswered = undefined;
    this.#queue.splice(0, count);
    this.#failures = 0;
    this.#failure = undefined;
    this.#sent += count - rejected;
    if (rejected > 0) {
      if (this.#rejected === 0) {
        const why = reason ?? "no reason given";
        this.#options.warn(`The server refused ${rejected} events of task ${this.#options.taskId}: ${why}`);
      }
      this.#rejected += rejected;
    }
  }

  #wakeLater(): void {
    if (this.#timer || this.#round || this.#closed) {
      return;
    }
    const wait = Math.min(this.#options.maxWait * 2 ** this.#failures, LONGEST_RETRY_WAIT);
    this.#timer = setTimeout(() => void this.#drain(), wait).unref();
  }
}
