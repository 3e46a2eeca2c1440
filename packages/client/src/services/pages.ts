/** Yields the records of pages that are asked for by number, from 0: one that is shorter than asked for is the last. */
export async function* byNumber<T>(
  fetchPage: (page: number) => Promise<readonly T[]>,
  size: number,
): AsyncGenerator<T, void, undefined> {
  for (let page = 0; ; page += 1) {
    const records = await fetchPage(page);
    yield* records;
    if (records.length < size) {
      return;
    }
  }
}

/** One page of records, and the way to the next. */
export interface ScrolledPage<T> {
  records: readonly T[];
  /** Id to ask for the next page with. */
  scroll: string | null | undefined;
}

/** Yields the records of pages each of which says how to ask for the next: an empty one is the last. */
export async function* byScroll<T>(
  fetchPage: (scroll: string | undefined) => Promise<ScrolledPage<T>>,
): AsyncGenerator<T, void, undefined> {
  let scroll: string | undefined;
  do {
    const page = await fetchPage(scroll);
    yield* page.records;
    scroll = page.records.length > 0 ? (page.scroll ?? undefined) : undefined;
  } while (scroll !== undefined);
}
