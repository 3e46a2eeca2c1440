/** Counts what is under way, so that closing can wait for it. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  /** Runs work and remembers it until it is settled. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  /** Waits until nothing is under way any more. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.allSettled(this.#running);
    }
  }
}
