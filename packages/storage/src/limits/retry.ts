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

/** When and how an attempt is repeated. */
export interface RetryOptions {
  policy: RetryPolicy;
  /** Tells whether a failure may pass. */
  isTransient: (error: Error) => boolean;
  signal?: AbortSignal | undefined;
}

/** Repeats an attempt while its failures may pass and the policy allows. */
export async function retry<T>(attempt: () => Promise<T>, { policy, isTransient, signal }: RetryOptions): Promise<T> {
  signal?.throwIfAborted();
  let failure: { error: unknown } | undefined;
  try {
    return await attempt();
  } catch (error) {
    failure = { error };
  }
  // Nearly every attempt succeeds: the library that repeats them is loaded by the first that does not.
  const { default: pRetry } = await import("p-retry");
  const next = async () => {
    if (failure) {
      const { error } = failure;
      failure = undefined;
      throw error;
    }
    return await attempt();
  };
  return await pRetry(next, {
    retries: policy.retries,
    minTimeout: policy.minDelay,
    maxTimeout: policy.maxDelay,
    randomize: true,
    shouldRetry: ({ error }) => isTransient(error),
    ...(signal && { signal }),
  });
}
