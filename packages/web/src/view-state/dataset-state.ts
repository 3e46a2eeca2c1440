/** How the files of a version are shown, all of it in the address. */
export interface DatasetState {
  /** Text that the names of files contain. */
  search: string;
  /** Id of the version to compare with. */
  against: string | undefined;
}

/** Reads the state from the query of an address. */
export function readDatasetState(query: string): DatasetState {
  const fields = new URLSearchParams(query);
  return { search: fields.get("search") ?? "", against: fields.get("against") || undefined };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function datasetQuery({ search, against }: DatasetState): string {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  if (against !== undefined) {
    fields.set("against", against);
  }
  return fields.toString();
}
