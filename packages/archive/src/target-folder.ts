import { mkdir, realpath, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { UnsafeArchiveError } from "./errors.ts";

/** Makes room for the entries of an archive, and refuses to follow a link out of the folder. */
export class TargetFolder {
  readonly #checked = new Set<string>();

  private constructor(
    readonly archive: string,
    /** The folder, without links on the way to it. */
    readonly root: string,
  ) {}

  /** Makes the folder that an archive is unpacked into. */
  static async make(archive: string, path: string): Promise<TargetFolder> {
    await mkdir(path, { recursive: true });
    return new TargetFolder(archive, await realpath(path));
  }

  /** Returns the path for an entry, its parents made and any earlier file or link of that name removed. */
  async prepare(name: string): Promise<string> {
    const path = join(this.root, name);
    const parent = dirname(path);
    if (!this.#checked.has(parent)) {
      await mkdir(parent, { recursive: true });
      if (!this.holds(await realpath(parent))) {
        throw new UnsafeArchiveError(this.archive, name);
      }
      this.#checked.add(parent);
    }
    await rm(path, { force: true });
    return path;
  }

  /** Tells whether a path without links is in the folder. */
  holds(path: string): boolean {
    return path === this.root || path.startsWith(this.root + sep);
  }
}
