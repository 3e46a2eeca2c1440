/** The functions that a YDF library writes its lines to. */
export interface YdfOutput {
  print(line: string): void;
  printErr(line: string): void;
}

/** A YDF library, with the lines that it printed last. */
export interface StartedYdf<T> {
  readonly ydf: T;
  readonly lines: readonly string[];
}

const LINES_KEPT = 20;
const EVENTS = ["uncaughtException", "unhandledRejection"] as const;

/**
 * Starts an instance of a YDF library, whose memory goes when nothing refers to it any more.
 *
 * Each instance puts handlers on the process that rethrow every error of the program and keep the instance alive:
 * they are taken off again.
 */
export async function startYdf<T>(library: (output: YdfOutput) => Promise<T>): Promise<StartedYdf<T>> {
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > LINES_KEPT) {
      lines.shift();
    }
  };
  const before = EVENTS.map((event) => new Set<unknown>(process.listeners(event as "uncaughtException")));
  const starting = library({ print: keep, printErr: keep });
  for (const [index, event] of EVENTS.entries()) {
    for (const listener of process.listeners(event as "uncaughtException")) {
      if (!before[index]?.has(listener)) {
        process.removeListener(event, listener);
      }
    }
  }
  return { ydf: await starting, lines };
}
