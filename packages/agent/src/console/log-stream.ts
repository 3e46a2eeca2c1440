import { setTimeout as delay } from "node:timers/promises";
import type { Session } from "@clearml-ts/client";
import { ApiError, type LogLevel, type TaskEvent } from "@clearml-ts/protocol";
import { isTransient } from "../until-answered.ts";
import type { OutputFile } from "./output-file.ts";
import { takeLines } from "./output-lines.ts";

/** The task whose output is reported, and by whom. */
export interface LogSource {
  readonly task: string;
  readonly workerId: string;
  /** Names the batches, so that a server that knows such names stores each once. */
  readonly run: string;
}

/** Options of {@link LogStream}. */
export interface LogStreamOptions {
  readonly source: LogSource;
  readonly file: OutputFile;
  /** Bytes that the server has already. @default 0 */
  readonly reported?: number;
  /** Told how many bytes the server has. */
  readonly onReported?: (bytes: number) => Promise<void>;
  readonly warn: (message: string) => void;
}

/** Events that are sent together, and how many bytes of the output are in them. */
interface Batch {
  readonly events: readonly TaskEvent[];
  readonly bytes: number;
}

/** Bytes that are read, and sent, at once. */
const CHUNK = 256 * 1024;

/** Characters of one event: the official agent's limit. */
const LONGEST_EVENT = 64 * 1024;

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 300;

/** A line without an end is reported after this time, in milliseconds: it may be a question, or a progress bar. */
const UNFINISHED_MS = 5000;

/** Reports the output of a program as log events while it grows: in order, in bounded pieces, and all of it in the end. */
export class LogStream {
  readonly #session: Session;
  readonly #options: LogStreamOptions;
  #position: number;
  /** A piece that was sent, and of which is not known whether the server has it: it is sent again as it was. */
  #pending: Batch | undefined;
  #lastTime = 0;
  #unfinishedSince: number | undefined;

  constructor(session: Session, options: LogStreamOptions) {
    this.#session = session;
    this.#options = options;
    this.#position = options.reported ?? 0;
  }

  /** Reports what comes until the signal ends it. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isMore = await this.#reportNext(false, signal).catch((error: unknown) => {
        if (!signal.aborted) {
          this.#options.warn(
            `The output of task ${this.#options.source.task} waits for the server: ${messageOf(error)}`,
          );
        }
        return false;
      });
      if (!isMore) {
        await delay(LOOK_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** Reports all that is left. Rejects when the server cannot be reached: what is not reported is in the file. */
  async finish(signal: AbortSignal): Promise<void> {
    while (await this.#reportNext(true, signal)) {
      signal.throwIfAborted();
    }
  }

  /** Reports a line of the agent's own. */
  async say(level: LogLevel, text: string, signal: AbortSignal): Promise<void> {
    const event = this.#event(level, text);
    await this.#send([event], `${level}-${this.#lastTime}`, signal);
  }

  /** Reports the next piece, and says whether there may be more. */
  async #reportNext(isLast: boolean, signal: AbortSignal): Promise<boolean> {
    this.#pending ??= await this.#readNext(isLast);
    const batch = this.#pending;
    if (!batch) {
      return false;
    }
    await this.#send(batch.events, `${this.#position}-${batch.bytes}`, signal);
    this.#pending = undefined;
    this.#position += batch.bytes;
    this.#unfinishedSince = undefined;
    await this.#options.onReported?.(this.#position);
    return true;
  }

  async #readNext(isLast: boolean): Promise<Batch | undefined> {
    const chunk = await this.#options.file.read(this.#position, CHUNK);
    const isFull = chunk.length === CHUNK;
    const unfinished = isFull ? !chunk.includes("\n") : isLast || this.#isOverdue(chunk);
    const { text, bytes } = takeLines(chunk, { unfinished });
    const events: TaskEvent[] = [];
    for (let start = 0; start < text.length; start += LONGEST_EVENT) {
      events.push(this.#event("debug", text.slice(start, start + LONGEST_EVENT)));
    }
    return bytes === 0 ? undefined : { events, bytes };
  }

  #isOverdue(chunk: Buffer): boolean {
    if (chunk.length === 0 || chunk.includes("\n")) {
      return false;
    }
    this.#unfinishedSince ??= performance.now();
    return performance.now() - this.#unfinishedSince > UNFINISHED_MS;
  }

  #event(level: LogLevel, msg: string): TaskEvent {
    const { task, workerId } = this.#options.source;
    // Two events of one millisecond would be shown in any order.
    this.#lastTime = Math.max(this.#lastTime + 1, Date.now());
    return { type: "log", task, worker: workerId, level, msg, timestamp: this.#lastTime };
  }

  async #send(events: readonly TaskEvent[], name: string, signal: AbortSignal): Promise<void> {
    const { source, warn } = this.#options;
    try {
      const identity = `${source.run}.${name}`;
      await this.#session.sendBatch("events.add_batch", events, { signal, identity, retries: 0 });
    } catch (error) {
      if (!(error instanceof ApiError) || isTransient(error)) {
        throw error;
      }
      // A task that was deleted, say: nobody will ever take it.
      warn(`The server refuses output of task ${source.task}: ${error.message}`);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
