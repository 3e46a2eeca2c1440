import { StorageError } from "../errors.ts";
import { DEFAULT_RETRY, type RetryPolicy, retry } from "../limits/retry.ts";
import { TimeLimit } from "../limits/time-limit.ts";

/** One try of an operation. */
export type Attempt<T> = (signal: AbortSignal) => Promise<T>;

/** How long and how often operations are tried. */
export interface PatienceOptions {
  /** @default 8 more attempts within about two minutes */
  retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds of an operation, all its attempts included. @default 5 minutes */
  timeout?: number | undefined;
}

const TIMEOUT = 300_000;

/** Repeats attempts whose failures may pass, until the time of the operation is over. */
export class Patience {
  readonly #policy: RetryPolicy;
  readonly #timeout: number;

  constructor({ retry: policy, timeout = TIMEOUT }: PatienceOptions) {
    this.#policy = { ...DEFAULT_RETRY, ...policy };
    this.#timeout = timeout;
  }

  /** Returns the time of an operation that sends so many bytes. */
  limit(url: string, bytes = 0): TimeLimit {
    return new TimeLimit(url, this.#timeout, bytes);
  }

  /** Runs an operation within its time; `retries` are the attempts after the first one. */
  async run<T>(
    attempt: Attempt<T>,
    limit: TimeLimit,
    { signal, retries = this.#policy.retries }: { signal?: AbortSignal | undefined; retries?: number | undefined },
  ): Promise<T> {
    const options = { policy: { ...this.#policy, retries }, isTransient };
    return await limit.run((limited) => retry(() => attempt(limited), { ...options, signal: limited }), signal);
  }
}

function isTransient(error: Error): boolean {
  return error instanceof StorageError && error.transient;
}
