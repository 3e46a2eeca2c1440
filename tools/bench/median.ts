/** The middle of some measurements, and how far they spread. */
export interface Spread {
  median: number;
  least: number;
  most: number;
  runs: number;
}

/** Sums up measurements of the same thing; a single slow run does not move the median. */
export function spread(measurements: readonly number[]): Spread {
  const sorted = [...measurements].sort((a, b) => a - b);
  const [least] = sorted;
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) {
    throw new Error("Nothing was measured.");
  }
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? least;
  const lower = sorted[sorted.length - 1 - half] ?? least;
  return { median: (lower + upper) / 2, least, most, runs: sorted.length };
}

/** The middle of some measurements. */
export function median(measurements: readonly number[]): number {
  return spread(measurements).median;
}
