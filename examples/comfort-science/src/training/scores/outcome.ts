import { type Column, isNumeric } from "../../data/table/table.ts";

/** A target as numbers: itself in regression, one column of 0 and 1 a class in classification. */
export interface Outcome {
  readonly columns: readonly Float64Array[];
  /** The classes, in the order of the columns; absent in regression. */
  readonly classes?: readonly string[];
}

/** Writes a target as numbers. */
export function encodeOutcome(target: Column): Outcome {
  if (isNumeric(target)) {
    return { columns: [target] };
  }
  const classes = classNames(target);
  return { classes, columns: classes.map((name) => Float64Array.from(target, (value) => (value === name ? 1 : 0))) };
}

/** Reads predictions back: the numbers themselves, or the class with the largest number, the first where several have it. */
export function decodeOutcome(columns: readonly Float64Array[], classes: readonly string[] | undefined): Column {
  const [first = new Float64Array()] = columns;
  if (classes === undefined) {
    return first;
  }
  return Array.from(first, (_, row) => {
    let best = 0;
    for (const [index, column] of columns.entries()) {
      if ((column[row] ?? 0) > (columns[best]?.[row] ?? 0)) {
        best = index;
      }
    }
    return classes[best] ?? "";
  });
}

/** The distinct classes: by number where all are numbers, else by the alphabet. */
export function classNames(target: readonly string[]): string[] {
  return [...new Set(target)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
}

/** Rounds votes on a scale to whole classes, halves away from neutral. */
export function roundToClasses(values: Float64Array): string[] {
  // `|| 0` turns minus zero into zero.
  return Array.from(values, (value) => String(Math.sign(value) * Math.round(Math.abs(value)) || 0));
}
