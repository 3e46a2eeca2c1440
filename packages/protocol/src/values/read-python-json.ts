/** A value that was read from stored JSON. */
export type ReadValue = string | number | bigint | boolean | null | ReadValue[] | { [name: string]: ReadValue };

/** How a text that stands for a number begins; in JSON this character is always written in this way. */
const MARK = "\\u0000";

/** Texts (with the colon that follows a key), numbers, and the names that Python gives to NaN and infinities. */
const TOKENS =
  /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)(?![\d\s]*:)/g;

/** Finds tokens that `JSON.parse` would refuse or round. */
const SPECIAL = /NaN|Infinity|\d{16}/;

/**
 * Reads JSON as Python's `json.loads` does: `NaN` and `Infinity` are numbers, and an integer beyond 2^53 is a bigint
 * with all its digits.
 *
 * @throws {@link SyntaxError} when the text is not JSON.
 */
export function readPythonJson(text: string): ReadValue {
  if (!SPECIAL.test(text)) {
    return JSON.parse(text) as ReadValue;
  }
  return JSON.parse(text.replace(TOKENS, mark), (_key, value: unknown) => {
    return typeof value === "string" && value.startsWith("\0") ? unmark(value.slice(1)) : value;
  }) as ReadValue;
}

function mark(token: string, quoted: string | undefined, colon: string | undefined): string {
  if (quoted !== undefined) {
    // A text that begins with the mark itself gets a second one; names of properties are never unmarked.
    return colon === undefined && quoted.startsWith(`"${MARK}`) ? `"${MARK}${quoted.slice(1)}` : token;
  }
  const isPlain = /[.eE]/.test(token) || Number.isSafeInteger(Number(token));
  return isPlain ? token : `"${MARK}${token}"`;
}

function unmark(marked: string): string | number | bigint {
  if (marked.startsWith("\0")) {
    return marked;
  }
  return /\d/.test(marked) ? BigInt(marked) : Number(marked);
}
