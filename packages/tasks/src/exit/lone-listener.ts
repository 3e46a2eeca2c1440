import type { EventEmitter } from "node:events";

/**
 * Listens to an event for as long as nobody else does. Whoever handles a signal or an uncaught exception decides how the
 * program goes on, and many libraries count the listeners to find out whether it is they.
 */
export class LoneListener {
  readonly #emitter: EventEmitter;
  readonly #event: string;
  readonly #listener: (...args: never[]) => void;
  #isListening = false;

  constructor(emitter: EventEmitter, event: string, listener: (...args: never[]) => void) {
    this.#emitter = emitter;
    this.#event = event;
    this.#listener = listener;
  }

  /** Begins to listen, or to wait until nobody else does. */
  open(): void {
    this.#emitter.on("newListener", this.#onAdded);
    this.#emitter.on("removeListener", this.#onRemoved);
    this.#listenIfAlone();
  }

  /** Listens no more; closing twice is harmless. */
  close(): void {
    this.#emitter.off("newListener", this.#onAdded);
    this.#emitter.off("removeListener", this.#onRemoved);
    this.#stop();
  }

  readonly #onAdded = (event: string | symbol, listener: unknown) => {
    if (event === this.#event && listener !== this.#heard) {
      // Not before the other is there: Node stops watching a signal as soon as nobody listens, and the signal ends the process.
      process.nextTick(this.#stepBack);
    }
  };

  readonly #onRemoved = (event: string | symbol, listener: unknown) => {
    if (event === this.#event && listener !== this.#heard) {
      this.#listenIfAlone();
    }
  };

  readonly #heard = (...args: never[]) => {
    if (this.#isAlone) {
      this.#listener(...args);
    }
  };

  readonly #stepBack = () => {
    if (this.#isListening && !this.#isAlone) {
      this.#stop();
    }
  };

  get #isAlone(): boolean {
    return this.#emitter.listenerCount(this.#event) === (this.#isListening ? 1 : 0);
  }

  #listenIfAlone(): void {
    if (!this.#isListening && this.#isAlone) {
      this.#isListening = true;
      this.#emitter.on(this.#event, this.#heard as (...args: unknown[]) => void);
    }
  }

  #stop(): void {
    this.#isListening = false;
    this.#emitter.off(this.#event, this.#heard as (...args: unknown[]) => void);
  }
}
