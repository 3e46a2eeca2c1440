import fc from "fast-check";
import { expect, test } from "vitest";
import { pathMatcher } from "./pattern.ts";

const paths = ["a.csv", "a.csv.bak", "raw/a.csv", "raw/deep/b.csv", "raw/deep/c[1].txt", "rawer/a.csv"];

test.each([
  ["a.csv", ["a.csv"]],
  ["/raw/", ["raw/a.csv", "raw/deep/b.csv", "raw/deep/c[1].txt"]],
  ["raw/deep", ["raw/deep/b.csv", "raw/deep/c[1].txt"]],
  ["*.csv", ["a.csv", "raw/a.csv", "raw/deep/b.csv", "rawer/a.csv"]],
  ["raw/*.csv", ["raw/a.csv", "raw/deep/b.csv"]],
  ["raw*/a.csv", ["raw/a.csv", "rawer/a.csv"]],
  ["?.csv", ["a.csv", "raw/a.csv", "raw/deep/b.csv", "rawer/a.csv"]],
  ["[!a].csv", ["raw/deep/b.csv"]],
  ["[b-z]*.txt", ["raw/deep/c[1].txt"]],
  ["*[[]1].txt", ["raw/deep/c[1].txt"]],
  ["*", paths],
  ["none", []],
])("%s selects what it says", (pattern, selected) => {
  expect(paths.filter(pathMatcher(pattern))).toEqual(selected);
});

test("wildcards stay in their folder when they are not recursive", () => {
  expect(paths.filter(pathMatcher("*.csv", { recursive: false }))).toEqual(["a.csv"]);
  expect(paths.filter(pathMatcher("raw/*", { recursive: false }))).toEqual(["raw/a.csv"]);
});

test("a backslash separates folders on Windows only", () => {
  expect(paths.filter(pathMatcher("raw\\*.csv", {}, "win32"))).toEqual(["raw/a.csv", "raw/deep/b.csv"]);
  expect(paths.filter(pathMatcher("\\raw\\deep\\", {}, "win32"))).toEqual(["raw/deep/b.csv", "raw/deep/c[1].txt"]);
  expect(["raw\\a.csv", "raw/a.csv"].filter(pathMatcher("raw\\*.csv", {}, "linux"))).toEqual(["raw\\a.csv"]);
});

test("one pattern of several is enough", () => {
  expect(paths.filter(pathMatcher(["a.csv", "*.txt"]))).toEqual(["a.csv", "raw/deep/c[1].txt"]);
});

test.each([
  ["[z-a]*", []],
  ["[!z-a]", ["a", "b", "-", "^", "€"]],
  ["[a-b]", ["a", "b"]],
  ["[-a]", ["a", "-"]],
  ["[a-]", ["a", "-"]],
  ["[\\d]", []],
  ["[^a]", ["a", "^"]],
  ["[]", []],
  ["[!]", []],
  ["[]-€]", ["a", "b", "^", "€"]],
  ["[+-9]", ["-"]],
])("the set %s selects what Python's fnmatch does", (pattern, selected) => {
  expect(["a", "b", "-", "^", "€", "a/b"].filter(pathMatcher(pattern, { recursive: false }))).toEqual(selected);
});

test("no text is an error as a pattern, and a name without wildcards selects itself", () => {
  const odd = fc.string({ unit: fc.constantFrom(..."[]!^-az*?\\/.(){}|+$€\n :") });
  fc.assert(
    fc.property(odd, odd, (pattern, path) => {
      expect(typeof pathMatcher(pattern, {}, "linux")(path)).toBe("boolean");
      const name = pattern.replace(/[*?[]/g, "");
      const isTrimmed = name !== "" && !/^\/|\/$/.test(name);
      expect(!isTrimmed || pathMatcher(name, {}, "linux")(name)).toBe(true);
    }),
    { seed: 7, numRuns: 5_000 },
  );
});
