/** A list that is narrowed by a part of a name and nothing else. */
export interface SearchState {
  search: string;
}

/** Reads the part of a name from the query of an address. */
export function readSearch(query: string): SearchState {
  return { search: new URLSearchParams(query).get("search") ?? "" };
}

/** Writes it as the query of an address, without a question mark. */
export function searchQuery({ search }: SearchState): string {
  return search === "" ? "" : new URLSearchParams({ search }).toString();
}
