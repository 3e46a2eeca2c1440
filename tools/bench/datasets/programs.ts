/** The programs of both languages that make a dataset, and that fetch one. */
export const programs = {
  write: new URL("../programs/dataset.mjs", import.meta.url),
  read: new URL("../programs/dataset-copy.mjs", import.meta.url),
};
