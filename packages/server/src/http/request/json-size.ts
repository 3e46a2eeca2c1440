import { endOfString } from "./python-json.ts";

/** The values, keys and brackets that one JSON text may have: what parsing costs, however many bytes the text has. */
export const MAX_JSON_MARKS = 250_000;

/**
 * Whether a JSON text has more values, keys and brackets than so many, counted by the marks between them. Looks at the text, since
 * a large one that is nothing but empty lists takes seconds to parse, and a hundred times its size.
 */
export function hasMoreMarks(text: string, limit: number): boolean {
  // Every mark is a byte: nearly every text is too short, or has few commas.
  if (text.length <= limit || !hasMoreOf(MARKS, text, limit)) {
    return false;
  }
  // Those inside of strings do not count, and a figure or a table is one string with many of them.
  let marks = 0;
  for (let position = 0; position < text.length; position += 1) {
    switch (text.charCodeAt(position)) {
      case QUOTE:
        position = endOfString(text, position + 1) - 1;
        break;
      case COMMA:
      case COLON:
      case OPEN_LIST:
      case OPEN_OBJECT:
        marks += 1;
        if (marks > limit) {
          return true;
        }
        break;
    }
  }
  return false;
}

function hasMoreOf(marks: readonly string[], text: string, limit: number): boolean {
  let count = 0;
  for (const mark of marks) {
    for (let found = text.indexOf(mark); found !== -1; found = text.indexOf(mark, found + 1)) {
      count += 1;
      if (count > limit) {
        return true;
      }
    }
  }
  return false;
}

const MARKS = [",", ":", "[", "{"];
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
