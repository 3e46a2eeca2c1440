import { StepTimeLimitError } from "../errors.ts";

/** The step that a time limit is for. */
export interface TimeLimitOptions {
  /** Name of the step. */
  step: string;
  /** Seconds; undefined for as long as it takes. */
  seconds: number | undefined;
}

/** The time that one attempt of a step may take. */
export class TimeLimit implements Disposable {
  readonly #options: TimeLimitOptions;
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TimeLimitOptions) {
    this.#options = options;
  }

  /** Aborted with a {@link StepTimeLimitError} when the time is over. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Lets the time begin, once. */
  begin(): void {
    const { step, seconds } = this.#options;
    if (seconds !== undefined && this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#over.abort(new StepTimeLimitError(step, seconds)), seconds * 1000);
    }
  }

  /** Lets the time end: the attempt is over. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** Work that was told to end may take so long for it. */
const GRACE_MS = 1_000;

/**
 * Waits for work that heeds a time limit; shortly after the time is over, no longer.
 *
 * @throws {@link StepTimeLimitError} when the time was over before the work ended, however that ended.
 */
export async function untilTimeIsOver<T>(limit: TimeLimit, work: Promise<T>): Promise<T> {
  const { signal } = limit;
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const over = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), GRACE_MS);
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    const result = await Promise.race([work, over]);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(timer);
  }
}
