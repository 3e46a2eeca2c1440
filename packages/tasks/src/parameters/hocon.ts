import { PythonFloat, pathStep, pythonJson } from "@clearml-ts/protocol";
import { InvalidValueError } from "../errors.ts";
import type { ParameterValue } from "./parameter-text.ts";
import { checkText, plainValue } from "./plain-parameters.ts";

/** Keys that every HOCON reader takes without quotes; Python's knows the letters of Latin-1 only. The rest is quoted. */
const BARE_KEY = /^[\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff-]+( [\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff-]+)*$/;

/** Keys that look like numbers are quoted, as Python's writer does. */
const NUMBER_KEY = /^[+-]?(\d*\.\d+|\d+(\.\d+)?)(e[+-]?\d+)?$/i;

/** A key that begins with this word would be read as a command. */
const INCLUDE = /^include\b/i;

/** Python's reader has no escapes in keys, so that nothing can stand for these. */
const UNWRITABLE_IN_KEY = /["\\\t\n\r]/;

/** A list gets a new line when the present one is longer than this. */
const LIST_WIDTH = 80;

/** Texts that Python's reader changes inside triple quotes: it expands tabs, and takes a quote at the end for one of the three. */
const UNSAFE_IN_BLOCK = /"""|"$|[^\P{Cc}\n]/u;

/** The escapes that Python's reader knows; other control characters stand for themselves. */
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Writes an object or a list as HOCON, laid out as the Python SDK lays it out.
 *
 * Python's writer leaves keys such as `a/b` and `α` bare, and indents the inside of multi-line texts in lists, so that
 * it cannot read them back; those are quoted here.
 *
 * @throws {@link InvalidValueError} when HOCON, as Python reads it, has no form for a part of it: NaN, infinities, an
 * empty key, keys with quotes, backslashes, tabs or line breaks, an empty text in a list, and null in a list of a list.
 */
export function toHocon(config: unknown): string {
  const plain = plainValue(config, "The configuration");
  if (plain === null || typeof plain !== "object") {
    throw new InvalidValueError("A configuration must be an object, a list or a text.", { path: "$" });
  }
  return write(plain, { level: 0, inList: false, isNamed: false, path: "$" });
}

/** Where a value stands. */
interface Place {
  level: number;
  /** Whether there is a list anywhere around it. */
  inList: boolean;
  /** Whether it is the value of a key. */
  isNamed: boolean;
  /** For messages, such as `$.model.layers[2]`. */
  path: string;
}

function write(value: ParameterValue, place: Place): string {
  if (Array.isArray(value)) {
    return writeList(value, place);
  }
  if (value !== null && typeof value === "object" && !((value as object) instanceof PythonFloat)) {
    return writeObject(Object.entries(value), place);
  }
  if (typeof value === "string") {
    checkText(value, place.path);
    return writeText(value, place.inList);
  }
  const text = pythonJson(value);
  if (/^-?[NI]/.test(text)) {
    const advice = "Store null or a text instead, or the configuration as an artifact.";
    throw new InvalidValueError(`A configuration has no form for ${text} at ${place.path}. ${advice}`, {
      path: place.path,
    });
  }
  return text;
}

function writeObject(entries: [string, ParameterValue][], { level, inList, path }: Place): string {
  if (entries.length === 0) {
    return "{}";
  }
  const margin = " ".repeat(level * 2);
  const lines = entries.map(([key, value]) => {
    const written = write(value, { level: level + 1, inList, isNamed: true, path: path + pathStep(key) });
    const start = `${margin}${writeKey(key, path)}${written.startsWith("{") ? "" : " ="} `;
    return Array.isArray(value) ? hang(start, written) : start + written;
  });
  const body = lines.join("\n");
  return level === 0 ? body : `{\n${body}\n${" ".repeat((level - 1) * 2)}}`;
}

function writeList(items: readonly ParameterValue[], { level, isNamed, path }: Place): string {
  let text = "[";
  let lineStart = text.length;
  let wrapped = true;
  for (const [index, item] of items.entries()) {
    const place = { level: level + 1, inList: true, isNamed: false, path: path + pathStep(index) };
    checkItem(item, isNamed, place.path);
    const written = write(item, place);
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

/** Python's reader drops empty texts from lists, and makes objects of its own of null in lists that have no name. */
function checkItem(item: ParameterValue, isListNamed: boolean, path: string): void {
  if (item === "" || (item === null && !isListNamed)) {
    const problem = item === "" ? "an empty text in a list" : "null in a list that is not the value of a key";
    const advice = "Python could not read the configuration back. Store it as an artifact or a parameter instead.";
    throw new InvalidValueError(`A configuration cannot have ${problem} at ${path}. ${advice}`, { path });
  }
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

function writeKey(key: string, path: string): string {
  if (key === "" || UNWRITABLE_IN_KEY.test(key)) {
    const problem = key === "" ? "an empty key" : `the key ${JSON.stringify(key)}`;
    const advice = "Python could not read the configuration back. Rename the key.";
    throw new InvalidValueError(`A configuration cannot have ${problem} at ${path}. ${advice}`, { path });
  }
  checkText(key, path);
  return BARE_KEY.test(key) && !NUMBER_KEY.test(key) && !INCLUDE.test(key) ? key : `"${key}"`;
}

/** Several lines stand in triple quotes, except where a reader would take them for something else. */
function writeText(text: string, inList: boolean): string {
  const isBlock = text.includes("\n") && text.length > 1 && !inList;
  const quoted = () => `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)}"`;
  return isBlock && !UNSAFE_IN_BLOCK.test(text) ? `"""${text}"""` : quoted();
}
