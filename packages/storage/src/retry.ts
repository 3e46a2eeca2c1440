import pRetry from "p-retry";
import { StorageError } from "./errors.ts";

/** How often and how patiently an attempt is repeated when its failure may pass. */
export interface RetryPolicy {
  /** Attempts after the first one. */
  retries: number;
  /** Milliseconds before the second attempt; doubles from one to the next, with jitter. */
  minDelay: number;
  /** Longest pause between two attempts, in milliseconds. */
  maxDelay: number;
}

/** Two minutes in all: long enough for a server to restart. */
export const DEFAULT_RETRY: RetryPolicy = { retries: 8, minDelay: 500, maxDelay: 30_000 };

/** Repeats an attempt while it fails with an error that is marked as transient. */
export async function retryTransient<T>(
  attempt: () => Promise<T>,
  policy: RetryPolicy,
  signal?: AbortSignal,
): Promise<T> {
  return await pRetry(attempt, {
    retries: policy.retries,
    minTimeout: policy.minDelay,
    maxTimeout: policy.maxDelay,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof StorageError && error.transient,
    ...(signal && { signal }),
  });
}
