import type { Database } from "./driver.ts";

interface PendingWork {
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** How long one group may take, in milliseconds: nobody else is answered meanwhile. */
const LONGEST_MS = 100;

/**
 * Gives the work of requests that arrive together one commit. What a commit costs is to wait for the disk, however much is in it:
 * with several clients at once that is most of the time of a small write.
 */
export class GroupCommit {
  readonly #database: Database;
  #pending: PendingWork[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Runs `work` in a transaction soon, and resolves when what it did is on the disk. Work that throws undoes its own part
   * only; a commit that fails undoes, and rejects, all that shared it.
   */
  run<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ run: work, resolve, reject });
      // After the requests whose last bytes are in have been read, too.
      if (this.#pending.length === 1) {
        setImmediate(() => this.#commit());
      }
    });
  }

  #commit(): void {
    const group: PendingWork[] = [];
    try {
      const answers = this.#database.transaction(() => this.#attemptAll(group));
      for (const answer of answers) {
        answer();
      }
    } catch (error) {
      // Those that were to share it, too: where no transaction begins, or the disk is full, their turn would end in the same way.
      for (const { reject } of [...group, ...this.#pending.splice(0)]) {
        reject(error);
      }
    }
    // The files that have come meanwhile, and those for which there was no time.
    if (this.#pending.length > 0) {
      setImmediate(() => this.#commit());
    }
  }

  /** Does what waits, as much of it as there is time for, and moves it to `group`; returns how to answer it. */
  #attemptAll(group: PendingWork[]): (() => void)[] {
    const answers: (() => void)[] = [];
    const began = performance.now();
    for (let work = this.#pending.shift(); work; work = this.#pending.shift()) {
      group.push(work);
      answers.push(this.#attempt(work));
      if (performance.now() - began > LONGEST_MS) {
        break;
      }
    }
    return answers;
  }

  /** Runs one piece of work and returns how to answer it once all is on the disk. */
  #attempt({ run, resolve, reject }: PendingWork): () => void {
    try {
      const result = this.#database.transaction(run);
      return () => resolve(result as never);
    } catch (error) {
      // A full disk may have ended the transaction of all: then nobody's work is there.
      if (!this.#database.inTransaction) {
        throw error;
      }
      return () => reject(error);
    }
  }
}
