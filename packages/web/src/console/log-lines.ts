import type { LogEvent } from "@clearml-ts/protocol";

/** A line of the console. */
export interface ConsoleLine {
  /** Milliseconds since the epoch. */
  at: number | undefined;
  level: string;
  text: string;
}

/** The lines of log events, oldest first; of a progress bar that rewrites its line, the last state stays. */
export function consoleLines(events: readonly LogEvent[]): ConsoleLine[] {
  return events.flatMap(({ timestamp, level = "", msg = "" }) =>
    msg
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => ({ at: timestamp, level: String(level).toLowerCase(), text: lastRewriting(line) })),
  );
}

function lastRewriting(line: string): string {
  return line.replace(/\r+$/, "").split("\r").at(-1) ?? "";
}
