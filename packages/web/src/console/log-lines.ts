import type { LogEvent } from "@clearml-ts/protocol";

/** A line of the console. */
export interface ConsoleLine {
  /** Milliseconds since the epoch. */
  at: number;
  level: string;
  text: string;
}

/** The lines of log events, oldest first; of a progress bar that rewrites its line, the last state stays. */
export function consoleLines(events: readonly LogEvent[]): ConsoleLine[] {
  const lines: ConsoleLine[] = [];
  let before = "";
  for (const { timestamp: at = 0, level = "", msg = "" } of events) {
    if (rewrites(msg, before)) {
      lines.pop();
    }
    before = msg;
    for (const line of msg.replace(/\n$/, "").split("\n")) {
      lines.push({ at, level: String(level).toLowerCase(), text: lastRewriting(line) });
    }
  }
  return lines;
}

/** Whether an event writes over the last line of the one before: programs send a progress bar state by state. */
function rewrites(msg: string, before: string): boolean {
  return before.endsWith("\r") || (msg.startsWith("\r") && before.startsWith("\r") && !before.includes("\n"));
}

function lastRewriting(line: string): string {
  return line.replace(/\r+$/, "").split("\r").at(-1) ?? "";
}

/** All lines that are known: of those that were read earlier the ones before the newest part, and then that. */
export function joinedLines(earlier: readonly ConsoleLine[], newest: readonly ConsoleLine[]): readonly ConsoleLine[] {
  const [first] = newest;
  if (!first) {
    return earlier;
  }
  // The server ends a part of the log with all lines of its last millisecond, so none is missed or shown twice.
  let end = earlier.length;
  while (end > 0 && (earlier[end - 1]?.at ?? 0) >= first.at) {
    end -= 1;
  }
  return end === 0 ? newest : [...earlier.slice(0, end), ...newest];
}

/** The places of the lines that contain a text, whatever the case. */
export function findLines(lines: readonly ConsoleLine[], text: string): number[] {
  const wanted = text.toLowerCase();
  return lines.flatMap((line, place) => (line.text.toLowerCase().includes(wanted) ? [place] : []));
}
