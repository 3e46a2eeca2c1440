import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { md5 } from "@clearml-ts/archive";

/** Notes about uploads in pieces, by which a later run of a program goes on where an earlier one was ended. */
export class UnfinishedUploads {
  readonly #folder: string;

  /** `folder` need not exist yet. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns the note about the upload to an address; undefined where there is none that can be read. */
  async find(url: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.#path(url), "utf8"));
    } catch {
      // Without its note, an upload begins anew: that costs time and nothing else.
      return undefined;
    }
  }

  /** Keeps a note about the upload to an address, in place of an earlier one. */
  async note(url: string, note: unknown): Promise<void> {
    const path = this.#path(url);
    const partial = `${path}.${randomUUID()}`;
    await mkdir(this.#folder, { recursive: true });
    // Others see all of a note or nothing.
    await writeFile(partial, JSON.stringify(note), { mode: 0o600 });
    await rename(partial, path);
  }

  /** Forgets the upload to an address, which is complete or cannot be gone on with. */
  async forget(url: string): Promise<void> {
    await rm(this.#path(url), { force: true });
  }

  #path(url: string): string {
    return join(this.#folder, `${md5(url)}.json`);
  }
}
