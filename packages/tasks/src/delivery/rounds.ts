/** Work that is done piece by piece, and that may fail for a while. */
export interface RoundsOptions {
  /** Whether anything is left to do. */
  isLeft(): boolean;
  /** Does the next piece. */
  step(): Promise<void>;
  /** Called when nothing is left. */
  onDone(): void;
  /** Longest time that work waits for company, in milliseconds; after a failure the wait doubles from it, up to half a minute. */
  maxWait: number;
}

/** A failure is waited out by this at first, where work waits until it is asked for. */
const FIRST_WAIT = 1000;

/** After a failure the wait doubles up to this, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** Does work in rounds, one at a time: each goes on until nothing is left or a piece fails, and is followed by another later. */
export class Rounds {
  readonly #options: Omit<RoundsOptions, "maxWait">;
  #maxWait: number | undefined;
  #round: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #failure: Error | undefined;
  #isStopped = false;

  constructor({ maxWait, ...options }: RoundsOptions) {
    this.#options = options;
    this.#maxWait = maxWait;
  }

  /** Longest time that work waits for company, in milliseconds; undefined until it is asked for. */
  get maxWait(): number | undefined {
    return this.#maxWait;
  }

  set maxWait(milliseconds: number | undefined) {
    this.#maxWait = milliseconds;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#options.isLeft()) {
      this.beginLater();
    }
  }

  /** Why the last piece failed; undefined when it was done. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Begins a round; whoever comes while one is under way joins it. */
  begin(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#round ??= this.#doAll().finally(() => {
      this.#round = undefined;
      if (this.#options.isLeft()) {
        this.beginLater();
      } else {
        this.#options.onDone();
      }
    });
    return this.#round;
  }

  /** Begins a round after a while. The timer keeps no program alive: when one ends, those who hold work are asked. */
  beginLater(): void {
    const isAskedFor = this.#maxWait === undefined && this.#failures === 0;
    if (this.#timer || this.#round || this.#isStopped || isAskedFor) {
      return;
    }
    const first = this.#maxWait ?? FIRST_WAIT;
    const wait = Math.max(first, Math.min(first * 2 ** this.#failures, LONGEST_WAIT));
    this.#timer = setTimeout(() => void this.begin(), wait).unref();
  }

  /** Works until nothing is left, or a piece fails. The round under way may fail for a reason of before, or leave something behind. */
  async workOff(): Promise<void> {
    await this.#round;
    do {
      await this.begin();
    } while (this.#options.isLeft() && !this.#failure);
  }

  /** Begins no more rounds by itself. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #doAll(): Promise<void> {
    // Whoever brings work must not pay for it, not even for its first part.
    await undefined;
    while (this.#options.isLeft()) {
      try {
        await this.#options.step();
        this.#failures = 0;
        this.#failure = undefined;
      } catch (error) {
        this.#failures += 1;
        this.#failure = error instanceof Error ? error : new Error(String(error));
        return;
      }
    }
  }
}
