import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { md5 } from "@clearml-ts/archive";
import { isProcessRunning, ownProcess, processMarkText, readProcessMark } from "../../owner/process-mark.ts";

/** Notes about uploads in pieces, by which a later run of a program goes on where an earlier one was ended. */
export class UnfinishedUploads {
  readonly #folder: string;

  /** `folder` need not exist yet. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Returns the note about the upload to an address; undefined where there is none that can be read, or its process is still at
   * it. (Two that send at one time, each in its own upload: the later one wins, and neither has pieces of the other.)
   */
  async find(url: string): Promise<object | undefined> {
    let note: unknown;
    try {
      note = JSON.parse(await readFile(this.#path(url), "utf8"));
    } catch {
      // Without its note, an upload begins anew: that costs time and nothing else.
      return undefined;
    }
    const { owner, ...rest } = Object(note) as { owner?: unknown };
    const mark = readProcessMark(owner);
    return mark === undefined || isProcessRunning(mark) === false ? rest : undefined;
  }

  /** Keeps a note about the upload to an address, which this process is at. */
  async note(url: string, note: object): Promise<void> {
    await this.#write(url, { ...note, owner: processMarkText(ownProcess()) });
  }

  /** Keeps the note about an upload that has stopped: others may go on with it, also this process. */
  async leave(url: string, note: object): Promise<void> {
    await this.#write(url, note);
  }

  async #write(url: string, note: object): Promise<void> {
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
