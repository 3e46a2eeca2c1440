const MAX_ITEMS = 256;
const MAX_BYTES = 2 << 20;

/** Items that go to a thread together. */
export class Batch<Item> {
  items: Item[] = [];
  #bytes = 0;

  /** Takes one item more; answers the items when they are enough, and begins anew. */
  add(item: Item, bytes: number): Item[] | undefined {
    this.items.push(item);
    this.#bytes += bytes;
    if (this.items.length < MAX_ITEMS && this.#bytes < MAX_BYTES) {
      return undefined;
    }
    const { items } = this;
    this.items = [];
    this.#bytes = 0;
    return items;
  }
}

/** Groups items so that each group is worth the way to a thread, and none keeps the others waiting for long. */
export function* batches<Item>(items: Iterable<Item>, sizeOf: (item: Item) => number): Generator<Item[]> {
  const batch = new Batch<Item>();
  for (const item of items) {
    const full = batch.add(item, sizeOf(item));
    if (full) {
      yield full;
    }
  }
  if (batch.items.length > 0) {
    yield batch.items;
  }
}

/** The same for items that are found one after the other. */
export async function* batchesAsync<Item>(
  items: AsyncIterable<Item>,
  sizeOf: (item: Item) => number,
): AsyncGenerator<Item[]> {
  const batch = new Batch<Item>();
  for await (const item of items) {
    const full = batch.add(item, sizeOf(item));
    if (full) {
      yield full;
    }
  }
  if (batch.items.length > 0) {
    yield batch.items;
  }
}
