import { expect, test } from "vitest";
import { InvalidDatasetError } from "../errors.ts";
import { entryPath } from "./entry-path.ts";

test("a file goes below the path in the dataset, and not above it", () => {
  expect(entryPath("", "a.csv")).toBe("a.csv");
  expect(entryPath("/raw/", "sub/a.csv")).toBe("raw/sub/a.csv");
  expect(entryPath("./raw/x/..", "a.csv")).toBe("raw/a.csv");
  expect(entryPath("", "/raw/sub/")).toBe("raw/sub");
  expect(() => entryPath("../raw", "a.csv")).toThrow(InvalidDatasetError);
  expect(() => entryPath("raw\0", "a.csv")).toThrow(InvalidDatasetError);
});

test("a backslash separates folders on Windows only", () => {
  expect(entryPath("sub\\dir", "a.csv", "win32")).toBe("sub/dir/a.csv");
  expect(entryPath("", "\\sub\\dir\\", "win32")).toBe("sub/dir");
  expect(entryPath("sub\\dir", "a.csv", "linux")).toBe("sub\\dir/a.csv");
  expect(() => entryPath("sub\\..\\..", "a.csv", "win32")).toThrow(InvalidDatasetError);
  expect(() => entryPath("C:\\", "a.csv", "win32")).toThrow(InvalidDatasetError);
});
