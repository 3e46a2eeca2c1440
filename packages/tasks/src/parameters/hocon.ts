import { pythonJson } from "@clearml-ts/protocol";
import type { ParameterValue } from "./parameter-text.ts";

/** Keys that every HOCON reader takes without quotes; the rest is quoted. */
const BARE_KEY = /^[\p{L}\p{N}_-][\p{L}\p{N}_-]*( [\p{L}\p{N}_-]+)*$/u;

/** Keys that look like numbers are quoted, as Python's writer does. */
const NUMBER_KEY = /^[+-]?(\d*\.\d+|\d+(\.\d+)?)(e[+-]?\d+)?$/i;

/** A list gets a new line when the present one is longer than this. */
const LIST_WIDTH = 80;

/** What Python's reader changes inside triple quotes: it expands tabs, and a quote at the end is one of the three. */
const UNSAFE_IN_BLOCK = /"""|"$|[^\P{Cc}\n]/u;

/**
 * Writes an object or a list as HOCON, laid out as the Python SDK lays it out.
 *
 * Python's writer leaves keys such as `a/b` bare, and indents the inside of multi-line texts in lists, so that it
 * cannot read them back; those are quoted here.
 */
export function toHocon(config: ParameterValue): string {
  return write(config, 0, false);
}

function write(value: ParameterValue, level: number, inList: boolean): string {
  if (Array.isArray(value)) {
    return writeList(value, level);
  }
  if (value !== null && typeof value === "object") {
    return writeObject(Object.entries(value), level, inList);
  }
  return typeof value === "string" ? writeText(value, inList) : pythonJson(value);
}

function writeObject(entries: [string, ParameterValue][], level: number, inList: boolean): string {
  if (entries.length === 0) {
    return "{}";
  }
  const margin = " ".repeat(level * 2);
  const lines = entries.map(([key, value]) => {
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    const start = `${margin}${writeKey(key)}${isObject ? "" : " ="} `;
    const written = write(value, level + 1, inList);
    return Array.isArray(value) ? hang(start, written) : start + written;
  });
  const body = lines.join("\n");
  return level === 0 ? body : `{\n${body}\n${" ".repeat((level - 1) * 2)}}`;
}

function writeList(items: readonly ParameterValue[], level: number): string {
  let text = "[";
  let lineStart = text.length;
  let wrapped = true;
  for (const [index, item] of items.entries()) {
    const written = write(item, level + 1, true);
    text += (wrapped ? "" : ", ") + written;
    wrapped = written.includes("\n") || text.length - lineStart > LIST_WIDTH;
    if (wrapped) {
      if (index < items.length - 1) {
        text += `,\n${" ".repeat(level * 2)}`;
      }
      lineStart = text.length;
    }
  }
  return `${text}]`;
}

/** Aligns the further lines of a list of plain values below its first one; a list of objects keeps its own indents. */
function hang(start: string, list: string): string {
  const firstBreak = list.indexOf("\n");
  if (firstBreak !== -1 && firstBreak < 3) {
    return start + list;
  }
  const margin = `\n${" ".repeat(start.length)}`;
  return (
    start +
    list
      .split("\n")
      .map((line) => line.trim())
      .join(margin)
  );
}

function writeKey(key: string): string {
  return BARE_KEY.test(key) && !NUMBER_KEY.test(key) && key !== "include" ? key : JSON.stringify(key);
}

/** Several lines stand in triple quotes, except where a reader would take them for something else. */
function writeText(text: string, inList: boolean): string {
  const isBlock = text.includes("\n") && text.length > 1 && !inList;
  return isBlock && !UNSAFE_IN_BLOCK.test(text) ? `"""${text}"""` : JSON.stringify(text);
}
