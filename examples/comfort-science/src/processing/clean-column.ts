import type { SurveyColumn } from "../data/survey/schema.ts";
import { decideNumberFormat } from "../data/table/decide-number-format.ts";
import { type NumberFormat, parseNumber } from "../data/table/number-format.ts";
import { type Column, isNumeric } from "../data/table/table.ts";
import { isMissingText, isNoAnswerCode, NO_ANSWER } from "./missing-codes.ts";

/** Counts of the changes to the cells of one column. */
export interface CleaningCounts {
  /** Empty cells of the file. */
  empty: number;
  /** Cells that said "no value", by how they said it: `99`, `x`. */
  codes: Record<string, number>;
  /** Cells whose upper case was folded: `F → f`. */
  folded: Record<string, number>;
  /** Cells of a numeric column that hold neither a number nor a known code. */
  unreadable: number;
  /** One of the unreadable cells, as it was. */
  unreadableExample?: string;
  /** Measurements that are physically impossible. */
  outOfRange: number;
}

/** A column whose cells are values of one kind or missing. */
export interface CleanedColumn {
  readonly column: Column;
  readonly kind: "number" | "category";
  readonly counts: CleaningCounts;
  /** How its numbers were read; undefined where it holds none. */
  readonly format?: NumberFormat;
}

/** Counts of a column in which nothing was done yet. */
export function noCounts(): CleaningCounts {
  return { empty: 0, codes: {}, folded: {}, unreadable: 0, outOfRange: 0 };
}

/** Sums the missing values that these counts tell of. */
export function missingFound(counts: CleaningCounts): number {
  const codes = Object.values(counts.codes).reduce((sum, cells) => sum + cells, 0);
  return counts.empty + codes + counts.unreadable + counts.outOfRange;
}

/**
 * Turns codes, unreadable text and impossible values into missing values, and every other cell into the column's kind.
 *
 * `usual` is how numbers are written in a column of text that does not tell it, and how those of a column of numbers were.
 */
export function cleanColumn(
  column: Column,
  spec: Pick<SurveyColumn, "kind" | "role" | "range" | "coded" | "unit">,
  usual: NumberFormat,
): CleanedColumn {
  const counts = noCounts();
  const format = formatOf(column, spec, usual);
  if (spec.kind === "number" || (spec.kind === "auto" && holdsNumbers(column, format))) {
    const numbers = toNumbers(column, format, counts);
    dropNoAnswers(numbers, spec, counts);
    if (spec.unit === "length") {
      toMetres(numbers);
    }
    if (spec.range !== undefined) {
      dropImpossible(numbers, spec.range, counts);
    }
    return { column: numbers, kind: "number", counts, format };
  }
  return { column: toCategories(column, spec, counts), kind: "category", counts };
}

function formatOf(column: Column, { kind }: Pick<SurveyColumn, "kind">, usual: NumberFormat): NumberFormat {
  if (isNumeric(column)) {
    return usual;
  }
  const texts = [...new Set(column)].filter((text) => !isMissingText(text));
  // Where nobody says that it holds numbers, "101A" is the name of a room.
  return decideNumberFormat(texts, { decimal: usual.decimal, units: kind === "number" ? "any" : "separated" });
}

/** Whether a column of unknown kind is one of numbers with codes among them. */
function holdsNumbers(column: Column, format: NumberFormat): boolean {
  if (isNumeric(column)) {
    return true;
  }
  const values = new Set(column);
  let numbers = 0;
  for (const value of values) {
    if (isMissingText(value)) {
      continue;
    }
    if (Number.isNaN(parseNumber(value, format))) {
      return false;
    }
    numbers++;
  }
  return numbers > 0;
}

function toNumbers(column: Column, format: NumberFormat, counts: CleaningCounts): Float64Array {
  if (isNumeric(column)) {
    for (const value of column) {
      if (Number.isNaN(value)) {
        counts.empty++;
      }
    }
    return column.slice();
  }
  return Float64Array.from(column, (text) => {
    if (text === "") {
      counts.empty++;
    } else if (isMissingText(text)) {
      count(counts.codes, text);
    } else {
      const value = parseNumber(text, format);
      if (Number.isNaN(value)) {
        counts.unreadable++;
        counts.unreadableExample ??= text;
      }
      return value;
    }
    return Number.NaN;
  });
}

function dropNoAnswers(numbers: Float64Array, spec: Pick<SurveyColumn, "coded" | "range">, counts: CleaningCounts) {
  if (!numbers.includes(NO_ANSWER) || !isNoAnswerCode(numbers, spec)) {
    return;
  }
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] !== NO_ANSWER) {
      continue;
    }
    numbers[i] = Number.NaN;
    count(counts.codes, String(NO_ANSWER));
  }
}

/** Nobody is taller than 3 m or shorter than 3 cm, so each value tells its own unit. */
function toMetres(lengths: Float64Array): void {
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] ?? Number.NaN;
    if (length > 3) {
      lengths[i] = length / 100;
    }
  }
}

function dropImpossible(numbers: Float64Array, [low, high]: readonly [number, number], counts: CleaningCounts): void {
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? Number.NaN;
    if (value >= low && value <= high) {
      continue;
    }
    if (!Number.isNaN(value)) {
      counts.outOfRange++;
    }
    numbers[i] = Number.NaN;
  }
}

function toCategories(column: Column, spec: Pick<SurveyColumn, "role" | "coded">, counts: CleaningCounts): string[] {
  // Upper and lower case are the same answer; in the name of a person or a building they may not be.
  const fold = spec.role === "feature" || spec.role === "target";
  return Array.from<number | string, string>(column, (cell) => {
    const text = typeof cell === "string" ? cell : Number.isNaN(cell) ? "" : String(cell);
    if (text === "") {
      counts.empty++;
    } else if (isMissingText(text) || (spec.coded && text === String(NO_ANSWER))) {
      count(counts.codes, text);
    } else {
      const folded = fold ? text.toLowerCase() : text;
      if (folded !== text) {
        count(counts.folded, `${text} → ${folded}`);
      }
      return folded;
    }
    return "";
  });
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
