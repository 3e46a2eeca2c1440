import type { Clock } from "./clock.ts";

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number;
  #sleepers: { until: number; wake: () => void }[] = [];
  #onSleep: (() => void)[] = [];

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#sleepers.push({ until: this.#now + milliseconds, wake });
      signal.addEventListener("abort", wake, { once: true });
      for (const seen of this.#onSleep.splice(0)) {
        seen();
      }
    });
  }

  /** Waits until somebody sleeps, which means that all that was due is done. */
  async asleep(): Promise<void> {
    if (this.#sleepers.length === 0) {
      await new Promise<void>((resolve) => this.#onSleep.push(resolve));
    }
  }

  /** Goes on to a time, from sleep to sleep, and waits until all that is due by then is done. */
  async goTo(time: string): Promise<void> {
    const end = Date.parse(time);
    await this.asleep();
    for (;;) {
      const next = Math.min(...this.#sleepers.map(({ until }) => until));
      this.#now = Math.min(end, Math.max(next, this.#now));
      const awake = this.#sleepers.filter(({ until }) => until <= this.#now);
      if (awake.length === 0) {
        return;
      }
      this.#sleepers = this.#sleepers.filter((sleeper) => !awake.includes(sleeper));
      for (const { wake } of awake) {
        wake();
      }
      await this.asleep();
    }
  }
}
