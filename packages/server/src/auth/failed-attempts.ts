import type { Clock } from "../values/clock.ts";

const WINDOW_MS = 60_000;
const MAX_ATTEMPTS = 10;
/** Names are made up by whoever guesses: the oldest are forgotten. */
const MAX_REMEMBERED = 10_000;

/** Lets a password be guessed so often and no more: ten times a minute for each name and place. */
export class FailedAttempts {
  readonly #clock: Clock;
  readonly #attempts = new Map<string, { since: number; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts an attempt, before it is looked at, and says whether it may be: many may be sent at once. */
  begin(key: string): boolean {
    const now = this.#clock().getTime();
    const present = this.#attempts.get(key);
    if (present && now - present.since < WINDOW_MS) {
      present.count += 1;
      return present.count <= MAX_ATTEMPTS;
    }
    this.#attempts.delete(key);
    this.#attempts.set(key, { since: now, count: 1 });
    if (this.#attempts.size > MAX_REMEMBERED) {
      this.#forgetOldest();
    }
    return true;
  }

  /** The attempt was right: nothing is held against the next ones. */
  succeed(key: string): void {
    this.#attempts.delete(key);
  }

  #forgetOldest(): void {
    for (const oldest of this.#attempts.keys()) {
      this.#attempts.delete(oldest);
      return;
    }
  }
}
