import { sample, sampleCorrelation } from "simple-statistics";
import { createRandom } from "../../data/simulation/random.ts";
import { type Column, isNumeric, pick } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";

/** Pearson's correlation of every numeric feature, and the target where it is a number, with every other. */
export interface CorrelationMatrix {
  readonly names: readonly string[];
  /** Row by row; null where two columns share too few rows, or one does not vary. */
  readonly values: readonly (readonly (number | null)[])[];
}

const MOST_ROWS = 5000;

/** Correlates the columns pair by pair over the rows in which both are known, on a sample of a large table. */
export function correlate(rows: Rows, options: { seed: number }): CorrelationMatrix {
  const all = [...rows.target.keys()];
  const some = all.length > MOST_ROWS ? sample(all, MOST_ROWS, createRandom(options.seed)) : all;
  const named: [string, Column][] = [...Object.entries(rows.columns), ["target", rows.target]];
  const numeric = named.flatMap(([name, column]) => (isNumeric(column) ? [{ name, values: pick(column, some) }] : []));
  const values = numeric.map(() => new Array<number | null>(numeric.length).fill(null));
  for (const [i, a] of numeric.entries()) {
    for (const [j, b] of numeric.slice(0, i + 1).entries()) {
      const value = correlation(a.values, b.values);
      (values[i] ?? [])[j] = value;
      (values[j] ?? [])[i] = value;
    }
  }
  return { names: numeric.map(({ name }) => name), values };
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const shared = [...a.keys()].filter((row) => Number.isFinite(a[row]) && Number.isFinite(b[row]));
  if (shared.length < 3) {
    return null;
  }
  const value = sampleCorrelation(Array.from(pick(a, shared)), Array.from(pick(b, shared)));
  return Number.isFinite(value) ? value : null;
}
