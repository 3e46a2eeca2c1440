import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Answer, Sequence } from "../sequences/sequence.ts";
import { officialPython } from "./run-official.ts";

/** The server of a checkout, which plays one sequence after the other: the next can follow from the answers to the last. */
export class OfficialPlayer implements Disposable {
  readonly #program: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  constructor(checkout: string) {
    this.#program = spawn(officialPython(checkout), [join(import.meta.dirname, "play.py"), checkout]);
    this.#program.stderr.pipe(process.stderr);
    this.#answers = createInterface({ input: this.#program.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Plays a sequence on a server that holds nothing.
   *
   * @throws {Error} when the server has ended.
   */
  async play({ name, calls }: Sequence): Promise<Answer[]> {
    this.#program.stdin.write(`${JSON.stringify({ name, calls })}\n`);
    const line = await this.#answers.next();
    if (line.done) {
      throw new Error(`The official server ended in ${name}.`);
    }
    return JSON.parse(line.value) as Answer[];
  }

  [Symbol.dispose](): void {
    this.#program.stdin.end();
  }
}
