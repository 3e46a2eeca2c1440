/** Texts of tables of somebody's data. */
export const grid = {
  copy: "Copy",
  copied: "Copied",
  moreRows: (shown: number, all: number) => `More rows: ${shown} of ${all} are shown`,
};
