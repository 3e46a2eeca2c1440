import { shuffle } from "simple-statistics";
import { createRandom } from "../data/simulation/random.ts";

/** The side of the split on which a row stands. */
export type Side = "train" | "test";

/** The rows to split, and the options of the split. */
export interface SplitOptions {
  /** Each row's group. Rows of one group are not independent, so they stay on one side. */
  groups: readonly string[];
  /** The same seed gives the same split. */
  seed: number;
  /** The share of rows to hold out. */
  testShare: number;
}

/** Holds out whole groups, drawn at random, so that their rows come as near to the asked share as they can. */
export function splitByGroup({ groups, seed, testShare }: SplitOptions): Side[] {
  const sizes = new Map<string, number>();
  for (const group of groups) {
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const wanted = groups.length * testShare;
  const held = new Set<string>();
  let rows = 0;
  for (const [group, size] of shuffle([...sizes], createRandom(seed))) {
    // The last group stays: something has to be learned from.
    const nearer = Math.abs(rows + size - wanted) < Math.abs(rows - wanted);
    if (!nearer || held.size === sizes.size - 1) {
      continue;
    }
    held.add(group);
    rows += size;
  }
  if (held.size === 0 && sizes.size > 1) {
    held.add(smallest(sizes));
  }
  return groups.map((group) => (held.has(group) ? "test" : "train"));
}

/** With two or three groups of unlike size, none may be near the share; the smallest is the least bad. */
function smallest(sizes: ReadonlyMap<string, number>): string {
  return [...sizes].reduce((least, candidate) => (candidate[1] < least[1] ? candidate : least))[0];
}

/** Each row's group as text; a row without one, and every row where there are no two groups, stands alone. */
export function rowGroups(rowCount: number, column: ArrayLike<string | number> | undefined): string[] {
  const alone = (row: number) => `row ${row + 1}`;
  const groups = Array.from({ length: rowCount }, (_, row) => {
    const group = column?.[row] ?? "";
    return group === "" || Number.isNaN(group) ? undefined : String(group);
  });
  const several = new Set(groups.filter((group) => group !== undefined)).size > 1;
  return groups.map((group, row) => (several && group !== undefined ? group : alone(row)));
}
