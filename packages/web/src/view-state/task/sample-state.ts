/** How the samples of a task are shown, all of it in the address. */
export interface SampleState {
  /** Text that the names of metrics and variants contain. */
  search: string;
  /** The iteration to look at; the newest when undefined. */
  iteration: number | undefined;
}

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readSampleState(query: string): SampleState {
  const fields = new URLSearchParams(query);
  const iteration = fields.get("iteration") ?? "";
  return {
    search: fields.get("search") ?? "",
    iteration: /^-?\d{1,15}$/.test(iteration) ? Number(iteration) : undefined,
  };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function sampleQuery({ search, iteration }: SampleState): string {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  if (iteration !== undefined) {
    fields.set("iteration", String(iteration));
  }
  return fields.toString();
}
