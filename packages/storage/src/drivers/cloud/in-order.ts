/** How {@link inOrder} works. */
export interface InOrderOptions {
  /** Pieces that are worked on, or wait to be taken, at one time: the bound of what is in memory. */
  concurrency: number;
  signal?: AbortSignal | undefined;
}

/** Works on several items side by side and yields the results in the order of the items. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  { concurrency, signal }: InOrderOptions,
): AsyncGenerator<Result, void, undefined> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const running: Promise<Result>[] = [];
  const source = items[Symbol.iterator]();
  const startNext = () => {
    const next = source.next();
    if (next.done) {
      return;
    }
    const result = work(next.value, controller.signal);
    // A failure is seen when its turn comes, or not at all.
    result.catch(() => {});
    running.push(result);
  };
  try {
    while (running.length < concurrency) {
      const before = running.length;
      startNext();
      if (running.length === before) {
        break;
      }
    }
    for (let result = running.shift(); result !== undefined; result = running.shift()) {
      yield await result;
      startNext();
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    controller.abort();
    await Promise.allSettled(running);
  }
}
