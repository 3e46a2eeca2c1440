import type { RetryPolicy } from "@clearml-ts/storage";
import pRetry from "p-retry";

/** About two minutes in all: long enough for a server to restart. */
export const CALL_RETRY: RetryPolicy = { retries: 8, minDelay: 500, maxDelay: 30_000 };

/** Repeats an attempt while `isTransient` says that its failure may pass. */
export async function retry<T>(
  attempt: () => Promise<T>,
  isTransient: (error: Error) => boolean,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  return await pRetry(attempt, {
    retries: policy.retries,
    minTimeout: policy.minDelay,
    maxTimeout: policy.maxDelay,
    randomize: true,
    shouldRetry: ({ error }) => isTransient(error),
    signal,
  });
}
