import { join } from "node:path";
import { expect, test } from "vitest";
import { decodePath, resolveFilePath } from "./file-path.ts";

const root = join("data", "files");

test.each(["/project/task.id/a.txt", "project//task.id/./a.txt", "project/task.id/a.txt/"])(
  "%s is one and the same place",
  (path) => {
    expect(resolveFilePath(root, path)).toBe(join(root, "project", "task.id", "a.txt"));
  },
);

test.each(["", "/", ".", "..", "../a", "a/../../b", "a/..", "/..", "a\0b", ".uploads/x", "/.uploads"])(
  'nothing is stored at "%s"',
  (path) => {
    expect(resolveFilePath(root, path)).toBeUndefined();
  },
);

test("names that only look dangerous are names", () => {
  for (const name of ["..a", "a..b", "...", "%2e%2e", "a b+c#d?", "é–漢"]) {
    expect(resolveFilePath(root, name)).toBe(join(root, name));
  }
});

test("quoting is undone once", () => {
  expect(decodePath("/a%2520b/%C3%A9")).toBe("/a%20b/é");
  expect(decodePath("/%E0%A4%A")).toBeUndefined();
});
