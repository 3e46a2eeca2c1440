import { expect, test } from "vitest";
import { listedFiles } from "./listed-files.ts";

const file = (relative_path: unknown, size: unknown = 1) => ({
  relative_path,
  size,
  hash: "h",
  parent_dataset_id: "v",
});

test("the list of files is read in the order of their names, and a link gives way to a file", () => {
  const state = {
    dataset_file_entries: [file("b"), file("a", 5), file(7), "odd"],
    dataset_link_entries: [
      { relative_path: "c", link: "s3://bucket/c", size: null },
      { relative_path: "a", link: "s3://bucket/a" },
    ],
  };
  expect(listedFiles(state)).toEqual([
    { path: "a", size: 5, hash: "h", storedIn: "v", link: undefined },
    { path: "b", size: 1, hash: "h", storedIn: "v", link: undefined },
    { path: "c", size: undefined, hash: undefined, storedIn: undefined, link: "s3://bucket/c" },
  ]);
});

test.each([null, [], {}, { dataset_file_entries: {} }, "text"])("%j is not a list of files", (state) => {
  expect(listedFiles(state)).toBe(undefined);
});
