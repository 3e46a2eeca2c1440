import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A part of every name that a request tries to make outside of the data folder. */
export const ESCAPED = "clearml-soak-escaped";

/** The text in the files around the data folder: no answer may hold it. */
export const SECRET = "the canary sings of what nobody may read";

/** A data folder with files around it that nobody may read or touch. */
export class Sandbox implements AsyncDisposable {
  readonly path: string;
  readonly dataDir: string;
  /** The folder that the server works in, and its home. */
  readonly cwd: string;
  readonly #before: ReadonlyMap<string, string>;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), "clearml-soak-"));
    this.dataDir = join(this.path, "inner", "data");
    this.cwd = join(this.path, "cwd");
    for (const folder of ["inner", "inner/data-not", "cwd", "canary/deep"]) {
      mkdirSync(join(this.path, folder), { recursive: true });
      writeFileSync(join(this.path, folder, "canary.txt"), SECRET);
    }
    this.#before = this.#snapshot();
  }

  /** Paths outside of the data folder that were made, changed or removed. */
  changes(): string[] {
    const after = this.#snapshot();
    const paths = new Set([...this.#before.keys(), ...after.keys()]);
    const changed = [...paths].filter((path) => this.#before.get(path) !== after.get(path));
    return [...changed, ...this.#escaped()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Not by rmSync(): requests make trees that are deeper than its stack.
    await rm(this.path, { recursive: true, force: true });
  }

  #snapshot(): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (folder: string) => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (path === this.dataDir) {
          continue;
        }
        const { mtimeMs, mode } = lstatSync(path);
        if (lstatSync(path).isDirectory()) {
          // Its own time changes with the data folder inside; what is in it is looked at one by one.
          found.set(path, `folder ${mode}`);
          visit(path);
        } else {
          found.set(path, `${mtimeMs} ${mode} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`);
        }
      }
    };
    visit(this.path);
    return found;
  }

  /** The folders on the way up, and where absolute paths of requests lead. */
  #escaped(): string[] {
    const folders = ["/etc", "/var", tmpdir()];
    for (let folder = this.path; folder !== dirname(folder); folder = dirname(folder)) {
      folders.push(dirname(folder));
    }
    return [...new Set(folders)]
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter((path) => path.includes(ESCAPED));
  }
}
