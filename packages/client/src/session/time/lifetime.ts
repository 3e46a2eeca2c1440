/** The time in which work may run: it knows the work that is under way, and ends all of it at once. */
export class Lifetime {
  readonly #underWay = new Set<AbortController>();
  #end: { reason: Error } | undefined;

  /** Runs work under a signal that ends with the caller's, or with this lifetime. */
  async run<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#end !== undefined) {
      throw this.#end.reason;
    }
    signal?.throwIfAborted();
    // Not AbortSignal.any(): Node 20 keeps its signals for as long as the longest-lived of their sources.
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    this.#underWay.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#underWay.delete(controller);
    }
  }

  /** Ends the work that is under way and refuses later work, both with the reason. The first reason stays. */
  end(reason: Error): void {
    this.#end ??= { reason };
    for (const controller of this.#underWay) {
      controller.abort(this.#end.reason);
    }
  }
}
