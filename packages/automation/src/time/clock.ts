import { setTimeout as delay } from "node:timers/promises";
import { timerTime } from "@clearml-ts/storage";

/** The time that a scheduler goes by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits for so many milliseconds; returns early when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    await delay(timerTime(milliseconds), undefined, { signal }).catch(() => {});
  },
};
