import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The facts about the run of a task by which the next agent can end it, should this one be killed. */
export interface RunNote {
  /** Names the run, and the batches of its output. */
  readonly run: string;
  readonly task: string;
  /** The mark of the program, once it is started. */
  readonly program?: string;
  /** Bytes of the output that the server has. */
  readonly reported: number;
}

/** The note about the run in a slot: there as long as the run is not over and reported. */
export class RunNoteFile {
  readonly #path: string;
  #written: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#path = join(folder, "run.json");
  }

  async read(): Promise<RunNote | undefined> {
    try {
      return JSON.parse(await readFile(this.#path, "utf8")) as RunNote;
    } catch {
      return undefined;
    }
  }

  /** Stores a note in place of the one before, whole whenever the process is killed. */
  write(note: RunNote): Promise<void> {
    const text = JSON.stringify(note);
    // One after the other: the output is reported while the program starts.
    const written = this.#written.then(async () => {
      await writeFile(`${this.#path}.new`, text, { mode: 0o600 });
      await rename(`${this.#path}.new`, this.#path);
    });
    // A disk that was full may have room for the next one.
    this.#written = written.catch(() => {});
    return written;
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** The files of a run in the folder of its slot. */
export function runFiles(folder: string) {
  return {
    /** Where the code is. */
    workspace: join(folder, "workspace"),
    /** All that the program has printed. */
    output: join(folder, "output.log"),
    /** Where the program finds the server. Holds the credentials. */
    config: join(folder, "clearml.json"),
  };
}
