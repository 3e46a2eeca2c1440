import { quantileSorted } from "simple-statistics";

/** A question about one column, or an answer: the mean of each output over the rows that arrived. */
export type TreeNode =
  | { readonly column: number; readonly threshold: number; readonly below: TreeNode; readonly above: TreeNode }
  | { readonly values: readonly number[] };

/** Limits that keep a tree from learning its rows by heart. */
export interface TreeLimits {
  readonly maxDepth: number;
  readonly minLeaf: number;
}

const BINS = 64;

/** One column cut into bins, so that the best question is found by one pass over the rows and one over the bins. */
interface BinnedColumn {
  readonly thresholds: readonly number[];
  readonly bins: Uint8Array;
}

interface Split {
  readonly column: number;
  readonly bin: number;
  readonly gain: number;
}

/**
 * Grows a tree that takes, at every node, the question after which the outputs vary least.
 *
 * With outputs of 0 and 1, one a class, that is the question by Gini impurity. Of the libraries, `ml-cart` takes 20 s
 * for 4,000 rows of 60 columns, `ml-knn` knows only classes, and YDF's CART aborts in WebAssembly: hence these lines.
 */
export function growTree(
  columns: readonly Float64Array[],
  outputs: readonly Float64Array[],
  limits: TreeLimits,
): TreeNode {
  const binned = columns.map(binColumn);
  const rows = Uint32Array.from({ length: outputs[0]?.length ?? 0 }, (_, row) => row);
  return growNode(rows, 1);

  function growNode(rows: Uint32Array, depth: number): TreeNode {
    const split = depth > limits.maxDepth ? undefined : bestSplit(binned, outputs, rows, limits.minLeaf);
    const column = split && binned[split.column];
    if (split === undefined || column === undefined) {
      return { values: outputs.map((output) => meanOf(output, rows)) };
    }
    return {
      column: split.column,
      threshold: column.thresholds[split.bin] ?? 0,
      below: growNode(
        rows.filter((row) => (column.bins[row] ?? 0) <= split.bin),
        depth + 1,
      ),
      above: growNode(
        rows.filter((row) => (column.bins[row] ?? 0) > split.bin),
        depth + 1,
      ),
    };
  }
}

/** Bin b holds the values from threshold b - 1 up to, but not with, threshold b. */
function binColumn(column: Float64Array): BinnedColumn {
  const sorted = Array.from(column.toSorted());
  const distinct = sorted.filter((value, index) => value !== sorted[index - 1]);
  const thresholds = distinct.length <= BINS ? distinct.slice(1) : quantiles(sorted);
  return { thresholds, bins: Uint8Array.from(column, (value) => binOf(value, thresholds)) };
}

function quantiles(sorted: number[]): number[] {
  const cuts = Array.from({ length: BINS - 1 }, (_, index) => quantileSorted(sorted, (index + 1) / BINS));
  return [...new Set(cuts)].filter((cut) => cut > (sorted[0] ?? cut));
}

function binOf(value: number, thresholds: readonly number[]): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (thresholds[middle] ?? 0)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The split that lowers the summed variance of the outputs most, or none that leaves enough rows on both sides. */
function bestSplit(
  columns: readonly BinnedColumn[],
  outputs: readonly Float64Array[],
  rows: Uint32Array,
  minLeaf: number,
): Split | undefined {
  if (rows.length < 2 * minLeaf) {
    return undefined;
  }
  let best: Split | undefined;
  for (const [column, { thresholds, bins }] of columns.entries()) {
    const counts = new Float64Array(thresholds.length + 1);
    for (const row of rows) {
      counts[bins[row] ?? 0] = (counts[bins[row] ?? 0] ?? 0) + 1;
    }
    const gains = new Float64Array(thresholds.length);
    for (const output of outputs) {
      addGains(gains, counts, histogram(output, bins, rows, counts.length), rows.length);
    }
    let below = 0;
    for (let bin = 0; bin < gains.length; bin++) {
      below += counts[bin] ?? 0;
      const gain = gains[bin] ?? 0;
      const allowed = below >= minLeaf && rows.length - below >= minLeaf;
      if (allowed && gain > (best?.gain ?? 1e-9)) {
        best = { column, bin, gain };
      }
    }
  }
  return best;
}

function histogram(output: Float64Array, bins: Uint8Array, rows: Uint32Array, length: number): Float64Array {
  const sums = new Float64Array(length);
  for (const row of rows) {
    sums[bins[row] ?? 0] = (sums[bins[row] ?? 0] ?? 0) + (output[row] ?? 0);
  }
  return sums;
}

/** Adds what a cut after each bin takes off the sum of squares of one output. */
function addGains(gains: Float64Array, counts: Float64Array, sums: Float64Array, rows: number): void {
  const total = sums.reduce((sum, value) => sum + value, 0);
  let below = 0;
  let count = 0;
  for (let bin = 0; bin < gains.length; bin++) {
    below += sums[bin] ?? 0;
    count += counts[bin] ?? 0;
    if (count === 0 || count === rows) {
      continue;
    }
    const gain = below ** 2 / count + (total - below) ** 2 / (rows - count) - total ** 2 / rows;
    gains[bin] = (gains[bin] ?? 0) + gain;
  }
}

function meanOf(output: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  for (const row of rows) {
    sum += output[row] ?? 0;
  }
  return sum / rows.length;
}
