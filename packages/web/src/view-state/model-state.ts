/** How a model is shown, all of it in the address. */
export interface ModelState {
  /** Id of the model to compare with. */
  against: string | undefined;
  /** Whether the comparison shows also where both are equal. */
  all: boolean;
}

/** Reads the state from the query of an address. */
export function readModelState(query: string): ModelState {
  const fields = new URLSearchParams(query);
  return { against: fields.get("against") || undefined, all: fields.has("all") };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function modelQuery({ against, all }: ModelState): string {
  const fields = new URLSearchParams();
  if (against !== undefined) {
    fields.set("against", against);
  }
  if (all) {
    fields.set("all", "");
  }
  return fields.toString();
}
