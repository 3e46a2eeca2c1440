import { expect, test } from "vitest";
import { InvalidDatasetError } from "../errors.ts";
import { entryPath, isEntryPath } from "./entry-path.ts";

test.each(["a", "a/b.csv", "..a", "a..b/c", "ação °C.txt", "a b"])("%j is a place in a dataset", (path) => {
  expect(isEntryPath(path)).toBe(true);
});

test.each(["", ".", "..", "../a", "a/../../b", "/a", "a/", "a//b", "./a", "a\0"])("%j is none", (path) => {
  expect(isEntryPath(path)).toBe(false);
});

test("what leads out of a folder on Windows is refused there", () => {
  for (const path of ["C:a", "C:\\a", "..\\a", "\\\\server\\share"]) {
    expect(isEntryPath(path, "win32")).toBe(false);
    expect(isEntryPath(path, "linux")).toBe(true);
  }
});

test("a file goes below the path in the dataset, and not above it", () => {
  expect(entryPath("", "a.csv")).toBe("a.csv");
  expect(entryPath("/raw/", "sub/a.csv")).toBe("raw/sub/a.csv");
  expect(entryPath("./raw/x/..", "a.csv")).toBe("raw/a.csv");
  expect(() => entryPath("../raw", "a.csv")).toThrow(InvalidDatasetError);
});
