import type { Clock } from "../../values/clock.ts";

const WINDOW_MS = 60_000;
/** Names are made up by whoever guesses: the oldest are forgotten. */
const MAX_REMEMBERED = 10_000;

/** Counts attempts by a key, and says when there were more than so many in a minute. */
export class AttemptCounter {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #attempts = new Map<string, { since: number; count: number }>();

  constructor(clock: Clock, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Counts an attempt, and says whether it may be. */
  begin(key: string): boolean {
    const now = this.#clock().getTime();
    const present = this.#attempts.get(key);
    if (present && now - present.since < WINDOW_MS) {
      present.count += 1;
      return present.count <= this.#limit;
    }
    this.#attempts.delete(key);
    this.#attempts.set(key, { since: now, count: 1 });
    if (this.#attempts.size > MAX_REMEMBERED) {
      this.#forgetOldest();
    }
    return true;
  }

  /** Forgets every attempt by a key. */
  forget(key: string): void {
    this.#attempts.delete(key);
  }

  /** Forgets one attempt by a key. */
  takeBack(key: string): void {
    const present = this.#attempts.get(key);
    if (present && present.count > 0) {
      present.count -= 1;
    }
  }

  #forgetOldest(): void {
    for (const oldest of this.#attempts.keys()) {
      this.#attempts.delete(oldest);
      return;
    }
  }
}
