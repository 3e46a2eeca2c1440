import { anonymous } from "../../../auth/caller.ts";
import { where } from "../../../database/documents/collection.ts";
import type { Database } from "../../../database/driver.ts";
import { and } from "../../../query/condition.ts";
import type { Records } from "../../../records/records.ts";
import { formatDate } from "../../../values/clock.ts";
import type { TaskStore } from "../store.ts";

/** A running task that was not heard of for this long has died without saying so. */
const SILENCE_MS = 7_200_000;

const SWEEP_INTERVAL_MS = 900_000;

const WORDS = "Forced stop (non-responsive)";

/** Stops tasks whose process is gone. */
export class TaskWatchdog {
  readonly #database: Database;
  readonly #records: Records;
  readonly #tasks: TaskStore;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, records: Records, tasks: TaskStore) {
    this.#database = database;
    this.#records = records;
    this.#tasks = tasks;
  }

  /** Sweeps every quarter of an hour until closed. */
  start(onError: (error: unknown) => void): void {
    this.#timer ??= setInterval(() => {
      try {
        this.sweep();
      } catch (error) {
        onError(error);
      }
    }, SWEEP_INTERVAL_MS).unref();
  }

  /** Stops the tasks that were silent for too long and says how many there were. */
  sweep(): number {
    const before = formatDate(new Date(this.#records.clock().getTime() - SILENCE_MS));
    const isSilent = { kind: "range", path: ["last_update"], max: { value: before, inclusive: false } } as const;
    return this.#database.transaction(() => {
      const silent = this.#records.tasks.findHeads({ where: and(where("status", "in_progress"), isSilent) });
      for (const task of silent) {
        this.#tasks.changeStatus(task, anonymous, { to: "stopped", force: true, reason: WORDS, message: WORDS });
      }
      return silent.length;
    });
  }

  /** Ends the sweeping. Closing twice is harmless. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
