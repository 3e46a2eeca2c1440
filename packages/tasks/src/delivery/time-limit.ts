import { onBudget } from "@clearml-ts/client";
import { timerTime } from "@clearml-ts/storage";
import { ReportTimeoutError } from "./errors.ts";

/** How long reports are waited for. */
export interface ReportWaitOptions {
  /** Longest time, in milliseconds. @default 5 minutes */
  timeout?: number | undefined;
  /** Ends the wait at once. */
  signal?: AbortSignal | undefined;
}

const TIMEOUT = 300_000;

/** Runs work under a signal that ends with the caller's, or with a {@link ReportTimeoutError} when the time is over. */
export async function withinTime<T>(
  taskId: string,
  { timeout = TIMEOUT, signal }: ReportWaitOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new ReportTimeoutError(taskId, timeout)), timerTime(timeout));
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) {
    abort();
  }
  try {
    // An operation that waits for reports among its calls has one time for all of it.
    return await onBudget(controller.signal, work);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Waits for work until the signal is aborted, and tells whether the work is done; it is not ended itself. */
export async function isDoneBefore(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal === undefined) {
    await work;
    return true;
  }
  let onAbort = () => {};
  const aborted = new Promise<false>((resolve) => {
    onAbort = () => resolve(false);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) {
      resolve(false);
    }
  });
  try {
    return await Promise.race([work.then(() => true), aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
