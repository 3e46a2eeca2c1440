import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { callingFiles } from "./calling-files.ts";

const here = fileURLToPath(import.meta.url);

test("the files through which a function was called begin with the caller's", () => {
  const called = () => callingFiles(called);
  expect(called()[0]).toBe(here);
});

test("a function that is handed its caller is not the only one named", () => {
  const called = () => callingFiles(called);
  const files = [1].map(called)[0] ?? [];
  expect(files.map((file) => basename(file))).toContain("calling-files.test.ts");
  expect(files.filter((file) => file.startsWith("node:"))).toEqual([]);
});
