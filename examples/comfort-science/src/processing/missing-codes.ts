/** The texts that stand for "no value" in surveys and exports, in lower case. */
const MISSING_TEXTS = new Set([
  "",
  "x",
  "xx",
  "nan",
  "na",
  "n/a",
  "#n/a",
  "nd",
  "n/d",
  "-",
  "--",
  "–",
  ".",
  "?",
  "null",
  "undefined",
]); // prettier-ignore

/** The number that questionnaires use for "no answer". */
export const NO_ANSWER = 99;

/** Whether the text stands for "no value". */
export function isMissingText(text: string): boolean {
  return MISSING_TEXTS.has(text.toLowerCase());
}

/**
 * Whether 99 means "no answer" in a column: where it is said to, where it is not a possible value, and, in columns about which
 * nothing is known, where all other values are small, as the answers of a questionnaire are.
 */
export function isNoAnswerCode(
  values: Float64Array,
  column: { coded?: boolean; range?: readonly [number, number] },
): boolean {
  if (column.coded) {
    return true;
  }
  if (column.range !== undefined) {
    return NO_ANSWER < column.range[0] || NO_ANSWER > column.range[1];
  }
  return values.every((value) => value === NO_ANSWER || !(Math.abs(value) > 10));
}
