import { mean, median, standardDeviation } from "simple-statistics";
import { isNumeric } from "../../data/table/table.ts";
import type { Rows } from "./rows.ts";

/** How one feature becomes columns of numbers. */
export type DesignColumn =
  | {
      readonly name: string;
      readonly kind: "number";
      readonly median: number;
      readonly mean: number;
      readonly deviation: number;
    }
  | { readonly name: string; readonly kind: "category"; readonly categories: readonly string[] };

/** The design, fitted on the training rows, that turns features into numbers without holes; plain JSON. */
export type Design = readonly DesignColumn[];

const MOST_CATEGORIES = 50;

/** Learns medians, means, deviations and categories. A feature without any value in these rows is left out. */
export function fitDesign(rows: Rows): Design {
  return Object.entries(rows.columns).flatMap(([name, column]): DesignColumn[] => {
    if (!isNumeric(column)) {
      const categories = frequentCategories(column);
      return categories.length > 0 ? [{ name, kind: "category", categories }] : [];
    }
    const known = Array.from(column).filter(Number.isFinite);
    if (known.length === 0) {
      return [];
    }
    // The deviation of the imputed column is what the learner sees, and 0 where it is constant.
    const middle = median(known);
    const imputed = Array.from(column, (value) => (Number.isFinite(value) ? value : middle));
    return [{ name, kind: "number", median: middle, mean: mean(imputed), deviation: standardDeviation(imputed) || 1 }];
  });
}

function frequentCategories(column: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of column) {
    if (value !== "") {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_CATEGORIES);
  return frequent.map(([category]) => category).sort();
}

/**
 * Turns features into columns of numbers: holes filled with the training median, numbers standardised, one column of 0
 * and 1 a category.
 */
export function applyDesign(design: Design, rows: Rows): Float64Array[] {
  const length = rows.target.length;
  return design.flatMap((spec): Float64Array[] => {
    const column = rows.columns[spec.name];
    if (spec.kind === "category") {
      return spec.categories.map((category) => {
        const indicator = new Float64Array(length);
        for (let row = 0; row < length; row++) {
          if (column?.[row] === category) {
            indicator[row] = 1;
          }
        }
        return indicator;
      });
    }
    const standardised = new Float64Array(length);
    for (let row = 0; row < length; row++) {
      const value = column?.[row];
      const known = typeof value === "number" && Number.isFinite(value) ? value : spec.median;
      standardised[row] = (known - spec.mean) / spec.deviation;
    }
    return [standardised];
  });
}

/** The names of the columns that `applyDesign` makes. */
export function designNames(design: Design): string[] {
  return design.flatMap((spec) =>
    spec.kind === "number" ? [spec.name] : spec.categories.map((category) => `${spec.name}=${category}`),
  );
}
