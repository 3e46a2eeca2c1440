import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Storage } from "@clearml-ts/storage";

/** The folders of a cache that no process may delete to make room, until they are released or this process ends. */
export class KeptCopies {
  readonly #storage: Storage;
  readonly #locks = new Map<string, Promise<AsyncDisposable | undefined>>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Keeps a folder, which need not be there yet. */
  async keep(folder: string): Promise<void> {
    const lock = this.#locks.get(folder) ?? this.#lock(folder);
    this.#locks.set(folder, lock);
    await lock.catch((error: unknown) => {
      this.#locks.delete(folder);
      throw error;
    });
  }

  /** Lets go of all folders. */
  async release(): Promise<void> {
    const locks = await Promise.allSettled(this.#locks.values());
    this.#locks.clear();
    await Promise.all(locks.map((lock) => lock.status === "fulfilled" && lock.value?.[Symbol.asyncDispose]()));
  }

  async #lock(folder: string): Promise<AsyncDisposable | undefined> {
    try {
      await mkdir(dirname(folder), { recursive: true });
      return await this.#storage.lockCacheEntry(folder);
    } catch (error) {
      // Of a cache that is read-only nobody deletes anything.
      if (["EPERM", "EACCES", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) {
        return undefined;
      }
      throw error;
    }
  }
}
