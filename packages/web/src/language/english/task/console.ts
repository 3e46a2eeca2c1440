import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the console of a task. */
export const console = {
  title: "Console",
  empty: "Nothing was written yet.",
  search: "Find in the console",
  line: "Line",
  goTo: "Go to the line",
  follow: "Follow the end",
  earlier: (pieces: number) => `Load ${count(pieces, "earlier piece", "earlier pieces")}`,
  lines: (lines: number) => count(lines, "line", "lines"),
};
