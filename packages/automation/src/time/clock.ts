import { setTimeout as delay } from "node:timers/promises";

/** The time that a scheduler goes by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits for so many milliseconds; returns early when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The longest time that Node's timers know; a longer one would be over at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    await delay(Math.min(milliseconds, LONGEST_TIMER_MS), undefined, { signal }).catch(() => {});
  },
};
