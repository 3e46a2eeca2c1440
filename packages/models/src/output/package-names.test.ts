import { expect, test } from "vitest";
import { packageNames } from "./package-names.ts";

test.each([
  ["linux", ["/a/b/x", "/a/c/d/y"], ["b/x", "c/d/y"]],
  ["linux", ["/a/b/x"], ["x"]],
  ["linux", ["/x", "/a/y"], ["x", "a/y"]],
  ["linux", ["/a/x", "/a/b\\y:z"], ["x", "b\\y:z"]],
  ["linux", ["/a/x", "/A/x"], ["a/x", "A/x"]],
  ["win32", ["C:\\a\\b\\x", "c:\\A\\c\\y"], ["b/x", "c/y"]],
  ["win32", ["C:\\a\\x", "D:\\b\\y"], ["C/a/x", "D/b/y"]],
  ["win32", ["\\\\host\\share\\a\\x", "\\\\host\\share\\y"], ["a/x", "y"]],
  ["win32", ["\\\\host\\share\\x", "C:\\x"], ["host/share/x", "C/x"]],
] as const)("on %s, the files %j are called %j", (platform, paths, names) => {
  expect(packageNames(paths, platform)).toEqual(names);
});
