import { endOfString } from "./python-json.ts";

/**
 * Whether the lists and objects of a JSON text are nested deeper than so many levels. Looks at the text, since parsing one
 * that is nothing but brackets takes ten times as long as any other, and stops as soon as it is too deep.
 */
export function isNestedDeeper(text: string, levels: number): boolean {
  if (!hasMoreBrackets(text, levels)) {
    return false;
  }
  let depth = 0;
  for (let position = 0; position < text.length; position += 1) {
    switch (text.charCodeAt(position)) {
      case QUOTE:
        position = endOfString(text, position + 1) - 1;
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        if (depth > levels) {
          return true;
        }
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
    }
  }
  return false;
}

/** Rules out nearly every text, a line of a batch above all, in next to no time. */
function hasMoreBrackets(text: string, count: number): boolean {
  let brackets = 0;
  for (const bracket of ["{", "["]) {
    for (let found = text.indexOf(bracket); found !== -1; found = text.indexOf(bracket, found + 1)) {
      brackets += 1;
      if (brackets > count) {
        return true;
      }
    }
  }
  return false;
}

const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
