import { setTimeout as delay } from "node:timers/promises";

/** The time that long work may have before everybody else has a turn. */
const SLICE_MS = 50;

/** The time that everybody else has then: most answers take several turns of the event loop. */
const BREATH_MS = 5;

/** Cuts long work into slices, so that requests that came meanwhile are answered between two of them. */
export class TimeSlices {
  #began = performance.now();

  /** Whether the present slice has lasted long enough. */
  get isOver(): boolean {
    return performance.now() - this.#began >= SLICE_MS;
  }

  /** Lets everybody else have a turn, and begins the next slice. */
  async next(): Promise<void> {
    await delay(BREATH_MS);
    this.#began = performance.now();
  }
}
