import { StorageTimeoutError } from "../errors.ts";
import { timerTime } from "./timer-time.ts";

/** Bytes a second that a transfer must reach in the long run; Python's SDK expects the same. */
const MIN_SPEED = 50 * 1024;

/** Returns the milliseconds that an operation may take: a time of its own, and more for the bytes that it has moved. */
export function allowedTime(timeout: number, bytes: number): number {
  return timeout + (1000 * bytes) / MIN_SPEED;
}

/** The longest time of one operation, all its attempts included. A transfer that trickles comes to its end. */
export class TimeLimit {
  readonly #url: string;
  readonly #timeout: number;
  #bytes = 0;

  /** `bytes` are those that the operation will send. */
  constructor(url: string, timeout: number, bytes = 0) {
    this.#url = url;
    this.#timeout = timeout;
    this.#bytes = bytes;
  }

  /** Counts the bytes of a download, each of which prolongs the time. */
  async *counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of content) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  /**
   * Runs work under a signal that ends with the caller's, or when the time is over.
   * @throws {@link StorageTimeoutError} when the time is over.
   */
  async run<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const started = performance.now();
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    const look = () => {
      const left = allowedTime(this.#timeout, this.#bytes) - (performance.now() - started);
      if (left > 0) {
        timer = setTimeout(look, timerTime(left));
        return;
      }
      controller.abort(new StorageTimeoutError(this.#url, this.#timeout));
    };
    let timer = setTimeout(look, this.#timeout);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await work(controller.signal);
    } catch (error) {
      // Streams reject with an error of their own when they are aborted.
      controller.signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }
}
