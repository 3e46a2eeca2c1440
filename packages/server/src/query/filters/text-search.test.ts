import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";

const tasks = [
  { name: "train network", comment: "a small network" },
  { name: "evaluate", comment: "trained networks compared" },
  { name: "train", comment: "" },
  { name: "other" },
];

test.each([
  ["network", "ab"],
  ["training", "abc"],
  ["evaluate other", "bd"],
  ['"small network"', "a"],
  ["train -network", "c"],
  ["", "abcd"],
  ["nothing", ""],
])("the search %s finds %s", (search_text, expected) => {
  expect(find(tasks, { search_text })).toBe(expected);
});

test("results can be ordered by how often the words occur", () => {
  expect(find(tasks, { search_text: "network", order_by: ["@text_score"] })).toBe("ab");
  expect(() => find(tasks, { order_by: ["@text_score"] })).toThrow("search text is not used");
});
