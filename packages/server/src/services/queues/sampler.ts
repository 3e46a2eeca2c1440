import type { Records } from "../../records/records.ts";
import type { QueueMeasurements } from "./measurements.ts";

/** A queue that was not measured for this long is measured though nothing happens to it. */
const SILENCE_MS = 300_000;

const SAMPLE_INTERVAL_MS = 60_000;

/** Measures queues that nobody touches: the wait of their tasks grows all the same. */
export class QueueSampler {
  readonly #records: Records;
  readonly #measurements: QueueMeasurements;
  #timer: NodeJS.Timeout | undefined;

  constructor(records: Records, measurements: QueueMeasurements) {
    this.#records = records;
    this.#measurements = measurements;
  }

  /** Samples every minute until closed. */
  start(onError: (error: unknown) => void): void {
    this.#timer ??= setInterval(() => {
      try {
        this.sample();
      } catch (error) {
        onError(error);
      }
    }, SAMPLE_INTERVAL_MS).unref();
  }

  /** Measures the queues that were not measured lately and says how many there were. */
  sample(): number {
    const measured = this.#measurements.measuredSince(this.#records.clock().getTime() - SILENCE_MS);
    const due = this.#records.queues.find({}).filter(({ id }) => !measured.has(id));
    for (const queue of due) {
      this.#measurements.add(queue);
    }
    return due.length;
  }

  /** Ends the sampling. Closing twice is harmless. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
