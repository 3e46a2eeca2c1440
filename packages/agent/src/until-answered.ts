import { setTimeout as delay } from "node:timers/promises";
import { AuthenticationError, ConnectionError } from "@clearml-ts/client";
import { ApiError } from "@clearml-ts/protocol";

/** The pause before a call is made again, in milliseconds. */
const PAUSE_MS = 1000;

/** Whether the same call may succeed later: the server is away or has an error of its own, and did not refuse the call. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof AuthenticationError ||
    (error instanceof ApiError && error.resultCode >= 500)
  );
}

/** Makes a call again and again while the server is away. Rejects when the server refuses it, or the signal ends it. */
export async function untilAnswered<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error)) {
        throw error;
      }
    }
    await delay(PAUSE_MS, undefined, { signal });
  }
}
