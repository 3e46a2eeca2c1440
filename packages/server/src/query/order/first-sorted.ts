/**
 * Returns the first `count` items in the order of `compare`, which keeps the order of equal ones as `sort` does. Where few of many
 * are wanted, most items are compared once; text with numbers in it is slow to compare.
 */
export function firstSorted<Item>(
  items: Iterable<Item>,
  compare: (left: Item, right: Item) => number,
  count: number,
): Item[] {
  const first: Item[] = [];
  for (const item of items) {
    const last = first.length === count ? first.at(-1) : undefined;
    if (count < 1 || (last !== undefined && compare(last, item) <= 0)) {
      continue;
    }
    first.splice(placeOf(item, first, compare), 0, item);
    if (first.length > count) {
      first.pop();
    }
  }
  return first;
}

/** Where an item belongs in a sorted list: behind those that are equal. */
function placeOf<Item>(item: Item, sorted: readonly Item[], compare: (left: Item, right: Item) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] as Item, item) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
