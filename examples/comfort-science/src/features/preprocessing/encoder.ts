import { modeFast } from "simple-statistics";

/** How categories become numbers: one column that numbers them, or one column of 0 and 1 for each. */
export type Encoding = "label" | "one-hot";

/** An encoder that has seen its training rows; plain JSON. */
export interface FittedEncoder {
  readonly encoding: Encoding;
  /** The categories of the training rows, in the order of their numbers. */
  readonly levels: readonly string[];
  /** The most frequent category of the training rows. */
  readonly fill: string;
}

/** Learns the categories of these rows. Categories with an order of their own keep it; others are in alphabetical order. */
export function fitEncoder(
  column: readonly string[],
  rows: readonly number[],
  encoding: Encoding,
  order: readonly string[] = [],
): FittedEncoder {
  const seen = rows.map((row) => column[row] ?? "").filter((value) => value !== "");
  const rank = (level: string) => (order.includes(level) ? order.indexOf(level) : order.length);
  const levels = [...new Set(seen)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { encoding, levels, fill: seen.length > 0 ? modeFast(seen) : "" };
}

/** The names of the columns that the encoder makes of a column. */
export function encodedNames(encoder: FittedEncoder, name: string): string[] {
  return encoder.encoding === "label" ? [name] : encoder.levels.map((level) => `${name}=${level}`);
}

/**
 * Encodes a column, in the order of `encodedNames`.
 *
 * A category that no training row had counts as missing. A missing value is NaN as a label and 0 in each one-hot column,
 * unless holes are filled: then it is the most frequent category.
 */
export function applyEncoder(
  encoder: FittedEncoder,
  column: readonly string[],
  options: { fill?: boolean } = {},
): Float64Array[] {
  const numbers = new Map(encoder.levels.map((level, number) => [level, number]));
  const filler = options.fill ? numbers.get(encoder.fill) : undefined;
  const labels = Float64Array.from(column, (value) => numbers.get(value) ?? filler ?? Number.NaN);
  if (encoder.encoding === "label") {
    return [labels];
  }
  return encoder.levels.map((_, number) => labels.map((label) => Number(label === number)));
}
