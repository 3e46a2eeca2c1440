/** Ends its signal some time after another one has ended. */
export class Afterward implements Disposable {
  readonly #ended = new AbortController();
  readonly #first: AbortSignal;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(first: AbortSignal, milliseconds: number) {
    this.#first = first;
    this.#milliseconds = milliseconds;
    if (first.aborted) {
      this.#begin();
    } else {
      first.addEventListener("abort", this.#begin, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  [Symbol.dispose](): void {
    this.#first.removeEventListener("abort", this.#begin);
    clearTimeout(this.#timer);
  }

  #begin = () => {
    this.#timer = setTimeout(() => this.#ended.abort(this.#first.reason), this.#milliseconds);
  };
}
