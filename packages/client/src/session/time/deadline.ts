import { timerTime } from "@clearml-ts/storage";

/** A time limit, and the error that tells of its end. */
export interface Deadline {
  /** Milliseconds. */
  timeout: number;
  /** Makes the error when the time is over. */
  expired: () => Error;
}

/**
 * Runs work under a signal that ends with the caller's, or when the time is over however much is still arriving: limits of
 * idle time do not end an answer that trickles.
 */
export async function withinDeadline<T>(
  signal: AbortSignal,
  { timeout, expired }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(expired()), timerTime(timeout));
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
