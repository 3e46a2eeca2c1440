import { mean, median, modeFast } from "simple-statistics";
import type { Imputation } from "../data/survey/schema.ts";
import { type Column, isMissing, isNumeric } from "../data/table/table.ts";

/** A column whose holes are filled as far as the rows of each group allow. */
export interface ImputedColumn {
  readonly column: Column;
  readonly filled: number;
}

/**
 * Fills the holes of a column from rows of the same group only.
 *
 * The split into training and held-out rows comes later, and puts all rows of a group on one side. A median over the
 * whole file would carry held-out rows into the training rows; one of a group's own rows cannot. Holes that a group
 * cannot fill itself stay: to be filled by statistics of the training rows (`fitPreprocessing`), or left to learners
 * that take missing values as they are. Text has no middle and no mean, so there its most frequent value stands for them.
 *
 * @param groups The rows of each group, in the order of time.
 */
export function imputeColumn(column: Column, imputation: Imputation, groups: readonly number[][]): ImputedColumn {
  if (isNumeric(column)) {
    const filled = column.slice();
    return { column: filled, filled: fill<number>(column, filled, imputation, groups, summarizeNumbers) };
  }
  const filled = column.slice();
  return { column: filled, filled: fill<string>(column, filled, imputation, groups, (values) => modeFast(values)) };
}

interface Cells<T> {
  readonly length: number;
  [row: number]: T;
}

type Summarize<T> = (values: T[], method: Imputation["method"]) => T;

const summarizeNumbers: Summarize<number> = (values, method) => {
  if (method === "median") {
    return median(values);
  }
  return method === "mode" ? modeFast(values) : mean(values);
};

function fill<T extends number | string>(
  source: Readonly<Cells<T>>,
  target: Cells<T>,
  imputation: Imputation,
  groups: readonly number[][],
  summarize: Summarize<T>,
): number {
  let filled = 0;
  const put = (row: number, value: T | undefined) => {
    if (value === undefined) {
      return;
    }
    target[row] = value;
    filled++;
  };
  const known = (row: number | undefined): row is number => row !== undefined && !isMissing(source[row] ?? "");

  if (imputation.method === "constant") {
    for (let row = 0; row < source.length; row++) {
      if (!known(row)) {
        put(row, imputation.value as T);
      }
    }
    return filled;
  }
  if (imputation.method === "none") {
    return 0;
  }
  for (const rows of groups) {
    const measured = rows.filter(known);
    if (measured.length === 0 || measured.length === rows.length) {
      continue;
    }
    if (imputation.method === "median" || imputation.method === "mode") {
      const values = measured.map((row) => source[row] as T);
      const value = summarize(values, imputation.method);
      for (const row of rows) {
        if (!known(row)) {
          put(row, value);
        }
      }
      continue;
    }
    // `after` counts the measured rows passed on the way through time.
    let after = 0;
    for (const row of rows) {
      if (known(row)) {
        after++;
        continue;
      }
      if (imputation.method !== "rolling-mean") {
        const neighbour = imputation.method === "forward" ? measured[after - 1] : measured[after];
        if (neighbour !== undefined) {
          put(row, source[neighbour]);
        }
      } else {
        const nearest = around(measured, after, imputation.window).map((near) => source[near] as T);
        put(row, summarize(nearest, imputation.method));
      }
    }
  }
  return filled;
}

/** As many measured rows as the window holds, half of them before the hole and half after, more of one side at an end. */
function around(measured: readonly number[], after: number, window: number): readonly number[] {
  const first = Math.max(0, Math.min(after - Math.floor(window / 2), measured.length - window));
  return measured.slice(first, first + Math.max(1, window));
}
