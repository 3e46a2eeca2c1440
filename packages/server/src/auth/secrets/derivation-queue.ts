import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** Derivations that may wait: at about 40 ms each, the last one waits for little more than a second. */
const MAX_WAITING = 32;

/**
 * Derives one key after the other. Node derives in the few threads that also read and write files: several at once would keep every
 * upload and download waiting.
 */
export class DerivationQueue {
  readonly #limit: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limit = MAX_WAITING) {
    this.#limit = limit;
  }

  /**
   * Does the work when all before is done, whether or not that succeeded.
   *
   * @throws {@link ApiFailure} 429/0 when as many wait as may.
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= this.#limit) {
      throw new ApiFailure(results.tooManyRequests, { detail: "many others are signing in, try again in a second" });
    }
    this.#waiting += 1;
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    try {
      return await result;
    } finally {
      this.#waiting -= 1;
    }
  }
}
