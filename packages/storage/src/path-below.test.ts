import { expect, test } from "vitest";
import { pathBelow } from "./path-below.ts";

test.each([
  ["linux", "/data", "/data/a/b.csv", "a/b.csv"],
  ["linux", "/data", "/data/..hidden", "..hidden"],
  ["linux", "/data", "/data/a\\b", "a\\b"],
  ["win32", "C:\\data", "C:\\data\\a\\b.csv", "a/b.csv"],
  ["win32", "C:\\data\\", "c:\\DATA\\a.csv", "a.csv"],
  ["win32", "\\\\host\\share\\data", "\\\\host\\share\\data\\a.csv", "a.csv"],
] as const)("on %s, below %j, %j is called %j", (platform, folder, path, name) => {
  expect(pathBelow(folder, path, platform)).toBe(name);
});

test.each([
  ["linux", "/data", "/data"],
  ["linux", "/data", "/database/a.csv"],
  ["win32", "C:\\data", "C:\\database\\a.csv"],
  ["win32", "C:\\data", "D:\\data\\a.csv"],
  ["win32", "C:\\data", "\\\\host\\share\\a.csv"],
] as const)("on %s, %j has no %j", (platform, folder, path) => {
  expect(pathBelow(folder, path, platform)).toBeUndefined();
});
