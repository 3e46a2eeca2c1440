import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { sha256File } from "@clearml-ts/archive";

/** A file whose content was hashed, and the marks by which a later change of it is seen. */
interface VerifiedFile {
  hash: string;
  ino: number;
  size: number;
  mtimeMs: number;
}

/** Compares files with the hashes they should have, and hashes each of them again only when it has changed. */
export class VerifiedCopies {
  readonly #known = new Map<string, VerifiedFile>();

  /** Returns the sha256 of a file, or undefined when it is not there. */
  async hashOf(path: string, signal?: AbortSignal): Promise<string | undefined> {
    const before = await statIfThere(path);
    if (before === undefined) {
      this.#known.delete(path);
      return undefined;
    }
    const known = this.#known.get(path);
    if (known && known.ino === before.ino && known.size === before.size && known.mtimeMs === before.mtimeMs) {
      return known.hash;
    }
    const hash = await sha256File(path, signal ? { signal } : {});
    this.#remember(path, hash, before);
    return hash;
  }

  /** Notes the hash of a file that was just written or touched. */
  async note(path: string, hash: string): Promise<void> {
    const now = await statIfThere(path);
    if (now) {
      this.#remember(path, hash, now);
    }
  }

  #remember(path: string, hash: string, { ino, size, mtimeMs }: Stats): void {
    this.#known.set(path, { hash, ino, size, mtimeMs });
  }
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
