import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The name of the run that a slot takes next. The queues are asked under it until there is a note about the run: the embedded server
 * gives the same task again to a call of the same name, so that none is lost with an answer that nobody has read.
 */
export class NextRun {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, "next-run");
  }

  async name(): Promise<string> {
    const known = await readFile(this.#path, "utf8").catch(() => "");
    if (known !== "") {
      return known;
    }
    const name = randomUUID();
    await writeFile(`${this.#path}.new`, name, { mode: 0o600 });
    await rename(`${this.#path}.new`, this.#path);
    return name;
  }

  /** Gives the next run another name, because there is a note about the one that has the present name, or no such run. */
  async renew(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
