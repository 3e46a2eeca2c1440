/** Calls of functions that run beside a scheduler, by numbers that stand where Python writes those of threads. */
export class FunctionCalls {
  readonly #running = new Map<string, Promise<void>>();
  readonly #onFailure: (error: unknown) => void;
  #last: number;

  constructor({ first, onFailure }: { first: number; onFailure: (error: unknown) => void }) {
    this.#last = first;
    this.#onFailure = onFailure;
  }

  /** Calls a function, and returns the number of the call. */
  begin(run: () => unknown): string {
    this.#last += 1;
    const number = String(this.#last);
    const call = async () => {
      try {
        await run();
      } catch (error) {
        this.#onFailure(error);
      } finally {
        this.#running.delete(number);
      }
    };
    this.#running.set(number, call());
    return number;
  }

  /** Tells whether a call has not returned. */
  isRunning(number: string): boolean {
    return this.#running.has(number);
  }

  /** Waits for all calls that run. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }
}
