import type { SearchRun } from "../search/search-run.ts";
import type { SearchStrategy } from "../strategies/search-strategy.ts";
import type { SearchProgress } from "./search-progress.ts";
import type { TimeLimit } from "./time-limit.ts";

/** The parts of a search that has begun. */
export interface BegunSearchParts {
  strategy: SearchStrategy;
  run: SearchRun;
  progress: SearchProgress;
  timeLimit: TimeLimit;
  /** Stops it, with the reason as a text. */
  stopping: AbortSignal;
}

/** A search from its beginning to its end. */
export class BegunSearch {
  readonly strategy: SearchStrategy;
  readonly run: SearchRun;
  readonly progress: SearchProgress;
  /** When it has begun, in milliseconds since the epoch. */
  readonly startedAt = Date.now();
  /** Rejects with the reason why the search could not go on. */
  readonly ended: Promise<void>;
  readonly #timeLimit: TimeLimit;
  readonly #stopping: AbortSignal;
  #isRunning = true;

  constructor({ strategy, run, progress, timeLimit, stopping }: BegunSearchParts) {
    this.strategy = strategy;
    this.run = run;
    this.progress = progress;
    this.#timeLimit = timeLimit;
    this.#stopping = stopping;
    this.ended = this.#follow();
    // Whoever waits for the search is told; nobody has to.
    this.ended.catch(() => {});
  }

  /** Whether it has not ended. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  async #follow(): Promise<void> {
    const stop = () => this.run.stop(String(this.#stopping.reason));
    this.#stopping.addEventListener("abort", stop, { once: true });
    if (this.#stopping.aborted) {
      stop();
    }
    try {
      this.#timeLimit.watch(() => this.run.stop("The search has reached its time limit."));
      this.progress.follow(this.run);
      await this.run.run();
    } finally {
      this.#stopping.removeEventListener("abort", stop);
      this.#timeLimit.unwatch();
      await this.progress.finish().finally(() => {
        this.#isRunning = false;
      });
    }
  }
}
