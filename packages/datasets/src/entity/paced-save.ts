/** Milliseconds that may be spent on saving before it is paced. */
const GRACE_MS = 1000;
/** The part of the time that may be spent on saving. */
const SHARE = 0.1;
/** Milliseconds after which something is saved, however long saving takes. */
const LONGEST_WAIT_MS = 10_000;

/** The times by which saving is paced. */
export interface Clock {
  now(): number;
  /** Calls a function later; the answer calls it off. */
  later(work: () => void, ms: number): () => void;
}

const systemClock: Clock = {
  now: () => performance.now(),
  later: (work, ms) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Saves something that changes often and takes long to save as a whole: at once as long as that costs little, and
 * otherwise so that no more than a tenth of the time goes into it. A thousand changes do not take a thousand saves.
 */
export class PacedSave {
  readonly #save: () => Promise<void>;
  readonly #inTurn: (work: () => Promise<void>) => Promise<void>;
  readonly #clock: Clock;
  readonly #began: number;
  #spent = 0;
  #isChanged = false;
  #callOff: (() => void) | undefined;

  /**
   * @param save Saves everything.
   * @param inTurn Runs a save that was put off when no change is under way.
   */
  constructor(
    save: () => Promise<void>,
    inTurn: (work: () => Promise<void>) => Promise<void>,
    clock: Clock = systemClock,
  ) {
    this.#save = save;
    this.#inTurn = inTurn;
    this.#clock = clock;
    this.#began = clock.now();
  }

  /** Saves a change at once, or a little later together with the next ones. */
  async soon(): Promise<void> {
    this.#isChanged = true;
    const wait = this.#wait();
    if (wait <= 0) {
      await this.now();
      return;
    }
    // The program waits for it: a program that ends by itself has saved everything. Its failure shows at the next save.
    this.#callOff ??= this.#clock.later(() => {
      this.#callOff = undefined;
      this.#inTurn(() => this.settle()).catch(() => {});
    }, wait);
  }

  /** Saves everything now. */
  async now(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    const started = this.#clock.now();
    await this.#save();
    this.#spent += this.#clock.now() - started;
    this.#isChanged = false;
  }

  /** Saves what was put off. */
  async settle(): Promise<void> {
    if (this.#isChanged) {
      await this.now();
    }
  }

  /** Forgets what was put off. */
  drop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#isChanged = false;
  }

  #wait(): number {
    const elapsed = this.#clock.now() - this.#began;
    return this.#spent <= GRACE_MS ? 0 : Math.min(this.#spent / SHARE - elapsed, LONGEST_WAIT_MS);
  }
}
