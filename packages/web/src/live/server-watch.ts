/** What a watch asks, and whom it tells. */
export interface ServerWatchOptions {
  /** Asks the server for anything, and rejects while it does not answer. */
  ask: () => Promise<unknown>;
  /** Called when it answers again. */
  onFound: () => void;
  /** Waits before the server is asked again. */
  pause: () => Promise<void>;
}

/** Knows whether the server answers: once a call has told that it does not, asks again and again until it does. */
export class ServerWatch {
  #isLost = false;
  readonly #listeners = new Set<() => void>();
  readonly #options: ServerWatchOptions;

  constructor(options: ServerWatchOptions) {
    this.#options = options;
  }

  /** Whether the last thing that is known of the server is that it does not answer. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Calls a function after each change, until the function that is returned is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells that a call got no answer; returns when the server has answered again. */
  async lost(): Promise<void> {
    if (this.#isLost) {
      return;
    }
    this.#set(true);
    while (!(await this.#answers())) {
      await this.#options.pause();
    }
    this.#set(false);
    this.#options.onFound();
  }

  #answers(): Promise<boolean> {
    return this.#options.ask().then(
      () => true,
      () => false,
    );
  }

  #set(isLost: boolean): void {
    this.#isLost = isLost;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
