import { mkdir, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import { isFileName, requirePathInside, UnsafePathError } from "@clearml-ts/protocol";
import type { WantedFile } from "./wanted-file.ts";

/**
 * The files that an archive should hold, by their names in it, and which of them are written. There may be a million, so
 * nothing more is kept of each than the map that is handed in: places are worked out when they are needed.
 */
export class WantedFiles {
  readonly #files: Map<string, WantedFile>;
  readonly #folder: string;
  /** The files that are being written. */
  readonly #underWay = new Map<string, WantedFile>();
  /** Paths of the folders that were made, by what comes before the names of their files. */
  readonly #folders = new Map<string, string>();

  /**
   * @param files The files by their names. Each is deleted from it when its writing begins.
   * @param folder Where to write them; there may be nothing of these names in it.
   */
  constructor(files: Map<string, WantedFile>, folder: string) {
    this.#files = files;
    this.#folder = folder;
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

  /**
   * Notes that a file is going to be written, and answers where to; its folder is not there if it must be waited for.
   *
   * @throws {@link UnsafePathError} when the name leads out of the folder.
   */
  begin(name: string, file: WantedFile): { target: string; folder: Promise<unknown> | undefined } {
    // The way to a folder is checked and put together once, and not for each of its files.
    const start = name.lastIndexOf("/") + 1;
    const parent = name.slice(0, start);
    const base = name.slice(start);
    if (!isFileName(base)) {
      throw new UnsafePathError("archive entry", name);
    }
    const known = this.#folders.get(parent);
    const folder = known ?? (parent === "" ? this.#folder : this.#pathOf(parent.slice(0, -1)));
    this.#folders.set(parent, folder);
    this.#files.delete(name);
    this.#underWay.set(name, file);
    return {
      target: folder + sep + base,
      folder: known === undefined ? mkdir(folder, { recursive: true }) : undefined,
    };
  }

  /** Notes that a file is written. */
  end(name: string): void {
    this.#underWay.delete(name);
  }

  /** Deletes what there is of files whose writing was cut short, so that they can be begun again. */
  async restart(): Promise<void> {
    await Promise.all(Array.from(this.#underWay.keys(), (name) => rm(this.#pathOf(name), { force: true })));
    for (const [name, file] of this.#underWay) {
      this.#files.set(name, file);
    }
    this.#underWay.clear();
    this.#folders.clear();
  }

  #pathOf(name: string): string {
    return join(this.#folder, requirePathInside("archive entry", name));
  }
}
