import { type DecimalSign, type GroupingSign, type NumberFormat, takeApart } from "./number-format.ts";

/** Which units may be taken off: none, those that cannot be part of a name (`79 kg`, `55%`), or all (`79kg`). */
export type UnitRule = "none" | "separated" | "any";

/** How many cells can only be meant with a decimal point, and how many only with a decimal comma. */
export interface DecimalEvidence {
  readonly points: number;
  readonly commas: number;
}

/** `1.234` may be a thousand or one: it says nothing. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

const POINT = /^[+-]?(?:\d*\.\d*|\d{1,3}(?:[,' ]\d{3})+\.\d*|\d*\.\d*[eE].*|[1-9]\d{0,2}(?:,\d{3}){2,})$/;
const COMMA = /^[+-]?(?:\d*,\d*|\d{1,3}(?:[.' ]\d{3})+,\d*|\d*,\d*[eE].*|[1-9]\d{0,2}(?:\.\d{3}){2,})$/;

/** Counts what cells say about the decimal sign. */
export function decimalEvidence(texts: Iterable<string>): DecimalEvidence {
  let points = 0;
  let commas = 0;
  for (const text of texts) {
    const { number } = takeApart(text);
    if (number === "" || AMBIGUOUS.test(number)) {
      continue;
    }
    points += POINT.test(number) ? 1 : 0;
    commas += COMMA.test(number) ? 1 : 0;
  }
  return { points, commas };
}

/** The decimal sign that most cells are meant with; undefined where none says anything, or as many as not. */
export function decidedSign({ points, commas }: DecimalEvidence): DecimalSign | undefined {
  return points === commas ? undefined : points > commas ? "." : ",";
}

/** Facts that are known before a column is looked at. */
export interface FormatHints {
  /** The decimal sign of the rest of the file, for columns that do not say. */
  decimal: DecimalSign;
  units: UnitRule;
}

/**
 * Decides by all texts of a column how its numbers are written: one format for all, so that a cell that does not fit is
 * seen, and not read as another number.
 */
export function decideNumberFormat(texts: readonly string[], { decimal: usual, units }: FormatHints): NumberFormat {
  const decimal = decidedSign(decimalEvidence(texts)) ?? usual;
  const groupings: GroupingSign[] = [];
  const found: string[] = [];
  for (const text of texts) {
    const { number, gap, unit } = takeApart(text);
    const grouping = /^[+-]?[1-9]\d{0,2}([.,' ])\d{3}(?!\d)/.exec(number)?.[1];
    if (grouping !== undefined && grouping !== decimal) {
      groupings.push(grouping as GroupingSign);
    }
    if (
      number !== "" &&
      unit !== "" &&
      (units === "any" || (units === "separated" && (gap !== "" || /^[%°‰]/.test(unit))))
    ) {
      found.push(unit);
    }
  }
  const grouping = mostFrequent(groupings);
  const unit = mostFrequent(found);
  return { decimal, ...(grouping !== undefined && { grouping }), ...(unit !== undefined && { unit }) };
}

function mostFrequent<T>(items: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const item of items) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return [...counts].reduce<[T, number] | undefined>(
    (best, entry) => (best && best[1] >= entry[1] ? best : entry),
    undefined,
  )?.[0];
}
