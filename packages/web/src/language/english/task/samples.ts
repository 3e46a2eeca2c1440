/** Texts of the samples of a task. */
export const samples = {
  title: "Samples",
  search: "Part of a sample's name",
  empty: "No samples.",
  iteration: "iteration",
  place: (iteration: number, first: number, last: number) => `${iteration} of ${first} to ${last}`,
  earlier: "Earlier iterations",
  name: (metric: string, variant: string, iteration: number) => `${metric} ${variant}, iteration ${iteration}`,
  elsewhere: "Stored elsewhere.",
  broken: "It cannot be shown.",
  file: "A file.",
  open: "Open",
};
