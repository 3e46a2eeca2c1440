import { expect, test } from "vitest";
import { compareFiles } from "./file-differences.ts";

const file = (path: string, hash?: string, size = 1) => ({
  ...{ path, hash, size },
  ...{ storedIn: undefined, link: undefined },
});

test("files are added, removed and modified, and the others are the same", () => {
  const { differences, same } = compareFiles(
    [file("a", "1"), file("b", "1"), file("c", "1"), file("e")],
    [file("b", "2"), file("c", "1"), file("d", "1"), file("e", undefined, 2)],
  );
  expect(differences.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
    "a removed",
    "b modified",
    "d added",
    "e modified",
  ]);
  expect(same).toBe(1);
});

test("a version has no difference from itself", () => {
  const files = [file("a", "1"), file("b")];
  expect(compareFiles(files, files)).toEqual({ differences: [], same: 2 });
});
