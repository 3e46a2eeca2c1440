/** Which page of a list to ask for; goes into the request of any `get_all` endpoint. */
export interface PageRequest {
  /** Number of the page, from 0. */
  page: number;
  /** Records on a page. */
  page_size: number;
}

/** Options of {@link listAll}. */
export interface ListAllOptions {
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number | undefined;
}

/**
 * Yields the records of a list one by one, asking for the next page only when you get there.
 * Give the request an `order_by` that does not move while you read.
 */
export async function* listAll<T>(
  fetchPage: (page: PageRequest) => Promise<readonly T[]>,
  { pageSize = 100 }: ListAllOptions = {},
): AsyncGenerator<T, void, undefined> {
  // The server never returns more than 500, and a page shorter than asked for means that it is the last.
  const size = Math.min(pageSize, 500);
  for (let page = 0; ; page += 1) {
    const records = await fetchPage({ page, page_size: size });
    yield* records;
    if (records.length < size) {
      return;
    }
  }
}
