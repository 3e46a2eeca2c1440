/** The sign between the whole part and the fraction of a number. */
export type DecimalSign = "." | ",";

// A leading zero ("007") marks an identifier or a code, not a number: turning it into 7 would lose it.
const POINT_NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED_NUMBER = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;

/** Reads a number as people write it in spreadsheets, or returns NaN where the text is not exactly one number. */
export function parseNumber(text: string, decimal: DecimalSign): number {
  let digits = text;
  if (decimal === "," && text.includes(",")) {
    digits = (GROUPED_NUMBER.test(text) ? text.replaceAll(".", "") : text).replace(",", ".");
  }
  if (!POINT_NUMBER.test(digits)) {
    return Number.NaN;
  }
  const value = Number(digits);
  // Long identifiers would come back with other digits.
  const exact = Number.isSafeInteger(value) || !Number.isInteger(value) || /[.eE]/.test(digits);
  return exact && Number.isFinite(value) ? value : Number.NaN;
}
