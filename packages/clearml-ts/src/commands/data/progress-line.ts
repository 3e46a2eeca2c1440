import type { WriteStream } from "node:tty";
import { formatSize } from "@clearml-ts/archive";
import type { DatasetProgress } from "@clearml-ts/datasets";
import { say } from "../../language/say.ts";

const WIDTH = 24;
const PERIOD_MS = 100;

/** Shows how far an operation is on one line of a terminal, which disappears at the end; elsewhere it shows nothing. */
export class ProgressLine {
  readonly #terminal: WriteStream | undefined;
  #shownAt = 0;
  #isShown = false;

  constructor(output: NodeJS.WriteStream) {
    this.#terminal = output.isTTY ? (output as WriteStream) : undefined;
  }

  /** Shows a state, not more often than people can read. */
  show(progress: DatasetProgress): void {
    const now = performance.now();
    const isLast = progress.files === progress.totalFiles;
    if (this.#terminal === undefined || (now - this.#shownAt < PERIOD_MS && !isLast)) {
      return;
    }
    this.#shownAt = now;
    this.#isShown = true;
    this.#terminal.write(`\r\u001b[2K${progressText(progress).slice(0, this.#terminal.columns - 1)}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#isShown) {
      this.#terminal?.write("\r\u001b[2K");
      this.#isShown = false;
    }
  }
}

/** A state as a bar, a percentage and numbers. */
export function progressText({ step, files, totalFiles, bytes, totalBytes }: DatasetProgress): string {
  const done = totalBytes > 0 ? bytes / totalBytes : totalFiles > 0 ? files / totalFiles : 1;
  const bar = "█".repeat(Math.round(done * WIDTH)).padEnd(WIDTH, "░");
  const counts = say`${files} of ${totalFiles} files, ${formatSize(bytes)} of ${formatSize(totalBytes)}`;
  return `${stepWord(step).padEnd(8)} ${bar} ${String(Math.floor(done * 100)).padStart(3)} %  ${counts}`;
}

function stepWord(step: DatasetProgress["step"]): string {
  switch (step) {
    case "hash":
      return say`hash`;
    case "upload":
      return say`upload`;
    case "download":
      return say`download`;
  }
}
