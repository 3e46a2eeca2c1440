import { setTimeout as delay } from "node:timers/promises";
import { anySignal, timerTime } from "@clearml-ts/storage";
import type { WaitOptions } from "../stored/wait-for-pipeline.ts";

/** A run of a pipeline whose controller is in this process. */
export class LocalRun {
  /** Settles as the run does. */
  readonly finished: Promise<unknown>;
  /** Settles when the run has ended, whatever its end was. */
  readonly #ended: Promise<void>;
  readonly #stopping = new AbortController();

  constructor(begin: (signal: AbortSignal) => Promise<unknown>) {
    this.finished = begin(this.#stopping.signal);
    this.#ended = this.finished.then(
      () => {},
      () => {},
    );
  }

  /** Waits for the end of the run, or for so many milliseconds; false means that it goes on. */
  async wait({ timeout, signal }: WaitOptions): Promise<boolean> {
    const settled = new AbortController();
    const over = delay(timerTime(timeout ?? Number.POSITIVE_INFINITY), false, {
      ref: false,
      signal: anySignal([settled.signal, signal]),
    });
    try {
      return await Promise.race([this.#ended.then(() => true), over]);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      settled.abort();
    }
  }

  /** Stops the run for a reason, and waits for its end. */
  async stop(reason: Error): Promise<void> {
    this.#stopping.abort(reason);
    await this.#ended;
  }
}
