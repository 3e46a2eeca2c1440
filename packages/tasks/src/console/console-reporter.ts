import type { LogLevel } from "@clearml-ts/protocol";
import { type ConsoleBlock, ConsoleLines } from "./console-lines.ts";

/** Lines wait this long for more of their kind, in milliseconds. */
const WAIT = 1000;

/** Turns pieces of console output into log events. */
export class ConsoleReporter {
  readonly #lines = new ConsoleLines();
  readonly #emit: (block: ConsoleBlock) => void;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (block: ConsoleBlock) => void, now: () => number) {
    this.#emit = emit;
    this.#now = now;
  }

  /** Takes a piece of output, which need not end with a line. */
  write(level: LogLevel, text: string): void {
    this.#report(this.#lines.write(level, text, this.#now()));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#report(this.#lines.due());
    }, WAIT).unref();
  }

  /** Reports everything written so far, an unfinished line included. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#report(this.#lines.finish(this.#now()));
  }

  #report(blocks: ConsoleBlock[]): void {
    for (const block of blocks) {
      if (block.text !== "") {
        this.#emit(block);
      }
    }
  }
}
