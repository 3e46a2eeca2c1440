import type { Database } from "./driver.ts";

interface PendingWork {
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

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
    const group = this.#pending;
    this.#pending = [];
    try {
      const answers = this.#database.transaction(() => group.map((work) => this.#attempt(work)));
      for (const answer of answers) {
        answer();
      }
    } catch (error) {
      for (const { reject } of group) {
        reject(error);
      }
    }
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
