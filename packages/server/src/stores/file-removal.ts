import type { Database } from "../database/driver.ts";

/** Removes one file and says whether there was one. */
export type RemoveFile = (path: string) => Promise<boolean>;

/**
 * Removes files of the file server that went away together with their task.
 * They are noted in the transaction that deletes the task and removed after it, by the next process if this one ends before.
 */
export class FileRemoval {
  readonly #database: Database;
  readonly #remove: RemoveFile;
  readonly #pathOf: (url: string) => string | undefined;
  readonly #reportBug: (error: unknown, where: string) => void;
  #running: Promise<void> | undefined;
  #open = true;

  constructor(
    database: Database,
    parts: {
      remove: RemoveFile;
      /** The path of an address on our file server; `undefined` for any other address. */
      pathOf: (url: string) => string | undefined;
      reportBug: (error: unknown, where: string) => void;
    },
  ) {
    this.#database = database;
    this.#remove = parts.remove;
    this.#pathOf = parts.pathOf;
    this.#reportBug = parts.reportBug;
  }

  /** Notes the files behind addresses; addresses of other places are left alone. */
  schedule(urls: readonly string[]): void {
    const paths = urls.map(this.#pathOf).filter((path) => path !== undefined);
    if (paths.length === 0) return;
    const insert = this.#database.prepare("INSERT OR IGNORE INTO files_to_remove (path) VALUES (?)");
    for (const path of paths) insert.run(path);
    this.resume();
  }

  /** Removes what is noted, in the background. */
  resume(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Waits for the file that is being removed; the rest is for the next start. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Let the transaction that noted the files end first: it may still be taken back.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.#open) {
        const next = this.#database.prepare("SELECT path FROM files_to_remove LIMIT 1").get<{ path: string }>();
        if (!next) return;
        await this.#remove(next.path);
        this.#database.prepare("DELETE FROM files_to_remove WHERE path = ?").run(next.path);
      }
    } catch (error) {
      this.#reportBug(error, "file removal");
    }
  }
}
