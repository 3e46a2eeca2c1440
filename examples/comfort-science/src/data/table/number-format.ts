/** The sign between the whole part and the fraction of a number. */
export type DecimalSign = "." | ",";

/** The sign between thousands; a blank stands for blanks of every width. */
export type GroupingSign = "." | "," | " " | "'";

/** How the numbers of one column are written. */
export interface NumberFormat {
  readonly decimal: DecimalSign;
  /** Between thousands, where a number of the column has one. */
  readonly grouping?: GroupingSign;
  /** The text behind the numbers, such as `kg` or `%`; cells without it are numbers too. */
  readonly unit?: string;
}

/** Numbers as programs write them. */
export const PLAIN: NumberFormat = { decimal: "." };

/** Reads a number that is written in a format, or returns NaN where the text is not exactly one such number. */
export function parseNumber(text: string, format: NumberFormat): number {
  const { number, unit } = takeApart(text);
  if (unit !== "" && unit !== format.unit) {
    return Number.NaN;
  }
  const { decimal, grouping } = format;
  if (!patternOf(decimal, grouping).test(number)) {
    return Number.NaN;
  }
  const digits = (grouping === undefined ? number : number.replaceAll(grouping, "")).replace(decimal, ".");
  const value = Number(digits);
  // Long identifiers would come back with other digits.
  const exact = Number.isSafeInteger(value) || !Number.isInteger(value) || /[.eE]/.test(digits);
  return exact && Number.isFinite(value) ? value : Number.NaN;
}

/** A cell in its parts: the number with plain signs, the gap between it and its unit, and the unit. */
export interface CellParts {
  readonly number: string;
  readonly gap: string;
  readonly unit: string;
}

/** A sign, digits with signs among them, and an exponent; a unit is `%`, or begins with letters, as in `°C` and `W/m2`. */
const CELL = /^([+-]?[\d.,' ]*\d[.,]?(?:[eE][+-]?\d+)?)(\s*)([%‰°]|°?\p{L}[\p{L}\d²³/·^-]{0,11})?$/u;

/** Most cells are this simple, and there are millions of them. */
const SIMPLE = /^-?\d+(?:\.\d+)?$/;

/** Takes a cell apart; the number is empty where there is none. */
export function takeApart(text: string): CellParts {
  if (SIMPLE.test(text)) {
    return { number: text, gap: "", unit: "" };
  }
  const [, number = "", gap = "", unit = ""] = CELL.exec(plainSigns(text)) ?? [];
  return { number, gap, unit };
}

/** Typesetters have a minus and blanks of their own, which spreadsheets copy. */
function plainSigns(text: string): string {
  return text
    .replace(/^[\u2212\u2013](?=[\d.,])/, "-")
    .replace(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replaceAll("\u2019", "'");
}

/** Writes an example of a format, by which people see what was decided. */
export function exampleOf({ decimal, grouping, unit }: NumberFormat): string {
  return `1${grouping ?? ""}234${decimal}5${unit === undefined ? "" : ` ${unit}`}`;
}

const patterns = new Map<string, RegExp>();

function patternOf(decimal: DecimalSign, grouping: GroupingSign | undefined): RegExp {
  const key = `${decimal}${grouping ?? ""}`;
  const known = patterns.get(key);
  if (known) {
    return known;
  }
  // A leading zero ("007") marks an identifier or a code, not a number: turning it into 7 would lose it.
  const grouped = grouping === undefined ? "" : `|[1-9]\\d{0,2}(?:\\${grouping}\\d{3})+`;
  const whole = `(?:0|[1-9]\\d*${grouped})`;
  const pattern = new RegExp(`^[+-]?(?:${whole}(?:\\${decimal}\\d*)?|\\${decimal}\\d+)(?:[eE][+-]?\\d+)?$`);
  patterns.set(key, pattern);
  return pattern;
}
