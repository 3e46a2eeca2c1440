/** Bins of equal width over a range of values. */
export interface Bins {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

const NICE_STEPS = [1, 2, 2.5, 5, 10];

/** Cuts the range of the values into at most so many bins, of a width that is easy to read, one of them around zero. */
export function niceBins(values: Iterable<number>, most: number): Bins {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) {
    return { start: (Number.isFinite(low) ? low : 0) - 0.5, width: 1, count: 1 };
  }
  // Two bins more than the range needs: its ends lie in the middle of theirs.
  const rough = (high - low) / Math.max(1, most - 2);
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = power * (NICE_STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10);
  const start = (Math.round(low / width) - 0.5) * width;
  return { start, width, count: Math.floor((high - start) / width) + 1 };
}

/** The bin of a value. */
export function binOf({ start, width, count }: Bins, value: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((value - start) / width)));
}

/** The middle of every bin. */
export function centres({ start, width, count }: Bins): number[] {
  // Rounded to nine digits: 0.30000000000000004 is not a label.
  return Array.from({ length: count }, (_, bin) => Number((start + (bin + 0.5) * width).toPrecision(9)));
}
