import type { Database } from "../database/driver.ts";
import type { Clock } from "../values/clock.ts";

/** Questions to the disk at a time. */
const SIDE_BY_SIDE = 32;

/** The files that can be removed: the part of the file store that this takes. */
export interface RemovableFiles {
  stat(path: string): Promise<{ readonly mtimeMs: number; readonly size: number } | undefined>;
  remove(path: string): Promise<boolean>;
}

/** The parts that the removal of files needs. */
export interface FileRemovalParts {
  readonly files: RemovableFiles;
  /** The path of an address on our file server; `undefined` for any other address. */
  readonly pathOf: (url: string) => string | undefined;
  readonly reportBug: (error: unknown, where: string) => void;
  /**
   * Milliseconds that files stay. The Python SDK removes the files of a task after it deleted it, and complains about
   * those that are gone already.
   * @default 60000
   */
  readonly grace?: number;
}

/**
 * Removes files of the file server that went away together with their task.
 * They are noted in the transaction that deletes the task and removed some time after it; by the next process if this one is killed.
 */
export class FileRemoval {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #parts: FileRemovalParts;
  readonly #grace: number;
  readonly #removed = { files: 0, bytes: 0 };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #open = true;

  constructor(database: Database, clock: Clock, parts: FileRemovalParts) {
    this.#database = database;
    this.#clock = clock;
    this.#parts = parts;
    this.#grace = parts.grace ?? 60_000;
  }

  /** Notes the files behind addresses, and returns their paths; addresses of other places are left alone. */
  schedule(urls: readonly string[]): string[] {
    const paths = [...new Set(urls.map(this.#parts.pathOf).filter((path) => path !== undefined))];
    if (paths.length === 0) {
      return [];
    }
    const noted = this.#clock().getTime();
    const note = this.#database.prepare("INSERT OR REPLACE INTO files_to_remove (path, noted) VALUES (?, ?)");
    for (const path of paths) {
      note.run(path, noted);
    }
    this.resume();
    return paths;
  }

  /** How many files paths lead to, and how many bytes these have. */
  async measure(paths: readonly string[]): Promise<{ files: number; bytes: number }> {
    const total = { files: 0, bytes: 0 };
    for (let first = 0; first < paths.length; first += SIDE_BY_SIDE) {
      const some = paths.slice(first, first + SIDE_BY_SIDE);
      for (const found of await Promise.all(some.map((path) => this.#parts.files.stat(path)))) {
        if (!found) {
          continue;
        }
        total.files += 1;
        total.bytes += found.size;
      }
    }
    return total;
  }

  /** How many files wait for their removal, and what was removed since the start. */
  get statistics(): { waiting: number; files: number; bytes: number } {
    const row = this.#database.prepare("SELECT count(*) AS waiting FROM files_to_remove").get<{ waiting: number }>();
    return { waiting: row?.waiting ?? 0, ...this.#removed };
  }

  /** Removes what is noted when its time has come, in the background. */
  resume(): void {
    if (!this.#open || this.#timer || this.#running) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#removeNoted(this.#clock().getTime() - this.#grace).finally(() => {
        this.#running = undefined;
        if (this.#hasNotes()) {
          this.resume();
        }
      });
    }, this.#grace);
    this.#timer.unref();
  }

  /** Removes what is left: when the server is gone, nobody else can. Closing twice is harmless. */
  async close(): Promise<void> {
    if (!this.#open) {
      return;
    }
    this.#open = false;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#removeNoted(Number.MAX_SAFE_INTEGER);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #hasNotes(): boolean {
    return this.#open && this.#database.prepare("SELECT 1 FROM files_to_remove LIMIT 1").get() !== undefined;
  }

  async #removeNoted(until: number): Promise<void> {
    try {
      const notes = this.#database
        .prepare("SELECT path, noted FROM files_to_remove WHERE noted <= ?")
        .all<{ path: string; noted: number }>(until);
      for (const { path, noted } of notes) {
        const found = await this.#parts.files.stat(path);
        // A task that was reset and ran again writes the same paths: what is newer than the note stays.
        if (found && found.mtimeMs <= noted && (await this.#parts.files.remove(path))) {
          this.#removed.files += 1;
          this.#removed.bytes += found.size;
        }
        this.#database.prepare("DELETE FROM files_to_remove WHERE path = ? AND noted = ?").run(path, noted);
      }
    } catch (error) {
      this.#parts.reportBug(error, "file removal");
    }
  }
}
