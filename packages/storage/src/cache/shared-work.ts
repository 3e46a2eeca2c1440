import { orAborted } from "../limits/or-aborted.ts";

interface Run<T> {
  promise: Promise<T>;
  controller: AbortController;
  callers: number;
}

/** Lets callers that ask for the same thing at the same time share one run of the work. */
export class SharedWork<T> {
  readonly #runs = new Map<string, Run<T>>();

  /** Joins the run for `key`, or starts one. The work is aborted when every caller has gone. */
  async run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const run = this.#runs.get(key) ?? this.#start(key, work);
    run.callers += 1;
    try {
      return await orAborted(run.promise, signal);
    } finally {
      run.callers -= 1;
      if (run.callers === 0) {
        this.#forget(key, run);
        run.controller.abort();
      }
    }
  }

  /** Tells whether there is a run for `key` at this moment. */
  has(key: string): boolean {
    return this.#runs.has(key);
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Run<T> {
    const controller = new AbortController();
    const run = { promise: work(controller.signal), controller, callers: 0 };
    // Callers see the failure; when all have gone, it is not reported.
    run.promise.catch(() => {});
    this.#runs.set(key, run);
    return run;
  }

  #forget(key: string, run: Run<T>): void {
    if (this.#runs.get(key) === run) {
      this.#runs.delete(key);
    }
  }
}
