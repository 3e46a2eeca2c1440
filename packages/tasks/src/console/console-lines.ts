import type { LogLevel } from "@clearml-ts/protocol";

/** Lines of one level that belong to one log event. */
export interface ConsoleBlock {
  level: LogLevel;
  /** Lines joined by line breaks. */
  text: string;
  /** When its first line came, in milliseconds. */
  time: number;
}

/** Lines closer together than this become one event. */
const JOIN_WITHIN_MS = 1000;

/** A longer text is cut into several events. */
const LONGEST = 1 << 20;

/** Puts what a program writes together into blocks of complete lines; it keeps no time and does no I/O. */
export class ConsoleLines {
  readonly #partial = new Map<LogLevel, string>();
  #block: ConsoleBlock | undefined;

  /** Takes a piece of output; returns the blocks that it completes. */
  write(level: LogLevel, text: string, time: number): ConsoleBlock[] {
    const lines = ((this.#partial.get(level) ?? "") + text).split("\n");
    this.#partial.set(level, lines.pop() ?? "");
    return lines.flatMap((line) => this.#add(level, visibleText(line), time));
  }

  /** Returns everything that is left, unfinished lines included. */
  finish(time: number): ConsoleBlock[] {
    const blocks: ConsoleBlock[] = [];
    for (const [level, rest] of this.#partial) {
      if (rest !== "") {
        blocks.push(...this.#add(level, visibleText(rest), time));
      }
    }
    this.#partial.clear();
    return [...blocks, ...this.due()];
  }

  /** Returns the block of complete lines that is waiting for more, if there is one. */
  due(): ConsoleBlock[] {
    const block = this.#block;
    this.#block = undefined;
    return block ? [block] : [];
  }

  #add(level: LogLevel, line: string, time: number): ConsoleBlock[] {
    const block = this.#block;
    if (
      block &&
      block.level === level &&
      time - block.time < JOIN_WITHIN_MS &&
      block.text.length + line.length < LONGEST
    ) {
      block.text += `\n${line}`;
      return [];
    }
    const finished = this.due();
    let rest = line;
    while (rest.length > LONGEST) {
      finished.push({ level, text: rest.slice(0, LONGEST), time });
      rest = rest.slice(LONGEST);
    }
    this.#block = { level, text: rest, time };
    return finished;
  }
}

/** The text that a terminal line shows in the end: all after the last carriage return, without backspaces. */
export function visibleText(line: string): string {
  const end = line.endsWith("\r") ? line.slice(0, -1) : line;
  return end.slice(end.lastIndexOf("\r") + 1).replaceAll("\b", "");
}
