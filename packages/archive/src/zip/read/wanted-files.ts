import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { WantedFile } from "./wanted-file.ts";

/**
 * The files that an archive should hold, by their names in it, and which of them are written. There may be a million, so
 * nothing more is kept of each than the map that is handed in: places are worked out when they are needed.
 */
export class WantedFiles {
  readonly #files: Map<string, WantedFile>;
  readonly #targetOf: (name: string) => string;
  /** The files that are being written. */
  readonly #underWay = new Map<string, WantedFile>();
  readonly #folders = new Set<string>();

  /**
   * @param files The files by their names. Each is deleted from it when its writing begins.
   * @param targetOf Answers where to write a file; nothing may be there.
   */
  constructor(files: Map<string, WantedFile>, targetOf: (name: string) => string) {
    this.#files = files;
    this.#targetOf = targetOf;
  }

  /** Whether there is a file that nobody has begun to write. */
  get areLeft(): boolean {
    return this.#files.size > 0;
  }

  /** Names of the files that nobody has begun to write. */
  get names(): string[] {
    return [...this.#files.keys()];
  }

  /** The file of this name, unless it is being written or was. */
  find(name: string): WantedFile | undefined {
    return this.#files.get(name);
  }

  /** Notes that a file is going to be written, and answers where to; its folder is not there if it must be waited for. */
  begin(name: string, file: WantedFile): { target: string; folder: Promise<unknown> | undefined } {
    this.#files.delete(name);
    this.#underWay.set(name, file);
    const target = this.#targetOf(name);
    const folder = dirname(target);
    if (this.#folders.has(folder)) {
      return { target, folder: undefined };
    }
    this.#folders.add(folder);
    return { target, folder: mkdir(folder, { recursive: true }) };
  }

  /** Notes that a file is written. */
  end(name: string): void {
    this.#underWay.delete(name);
  }

  /** Deletes what there is of files whose writing was cut short, so that they can be begun again. */
  async restart(): Promise<void> {
    await Promise.all(Array.from(this.#underWay.keys(), (name) => rm(this.#targetOf(name), { force: true })));
    for (const [name, file] of this.#underWay) {
      this.#files.set(name, file);
    }
    this.#underWay.clear();
    this.#folders.clear();
  }
}
