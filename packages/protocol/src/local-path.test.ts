import { posix, win32 } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isFileName, isPathInside, requireIdForPath, requirePathInside, UnsafePathError } from "./local-path.ts";

const leadOut = ["", ".", "..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", "./a", "a\0", "a/..", "/"];

test.each(leadOut)("%j is a path inside a folder on no platform", (path) => {
  expect(isPathInside(path, "linux")).toBe(false);
  expect(isPathInside(path, "win32")).toBe(false);
  expect(() => requirePathInside("archive entry", path, "linux")).toThrow(UnsafePathError);
});

test.each(["a\\b", "..\\x", "x:1.csv", "C:\\x", "a?", "a\nb", "con", "NUL.txt", "com1", "a.", "a ", 'a"b'])(
  "%j is a name like any other, except on Windows",
  (name) => {
    expect(isFileName(name, "linux")).toBe(true);
    expect(isFileName(name, "win32")).toBe(false);
  },
);

test.each(["a", "a.csv", ".hidden", "..a", "a..", "ação °C 1%.txt", "console.log", "com10", "-r", "[z-a]"])(
  "%j is a name everywhere",
  (name) => {
    expect(isFileName(name, "linux")).toBe(true);
    expect(isFileName(name, "win32")).toBe(name !== "a..");
  },
);

test("a name is no longer than file systems take", () => {
  expect(isFileName("é".repeat(127), "linux")).toBe(true);
  expect(isFileName("é".repeat(128), "linux")).toBe(false);
  expect(isFileName("é".repeat(255), "win32")).toBe(true);
});

test("an id has to be a name on every platform", () => {
  expect(requireIdForPath("dataset id", "0123abc-4_5")).toBe("0123abc-4_5");
  for (const id of [...leadOut, "a/b", "a\\b", "nul", "C:"]) {
    expect(() => requireIdForPath("dataset id", id)).toThrow(UnsafePathError);
  }
});

test("no text that passes leads out of a folder", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("..", ".", "/", "\\", "a", "C:", "\0", " "), { maxLength: 8 })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (path) => {
      for (const [platform, { join }, root] of [
        ["linux", posix, "/top/"],
        ["win32", win32, "C:\\top\\"],
      ] as const) {
        if (isPathInside(path, platform)) {
          const joined = join(root, path);
          expect(joined.startsWith(root) && joined.length > root.length).toBe(true);
        }
      }
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
