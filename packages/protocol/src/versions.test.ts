import { expect, test } from "vitest";
import { compareVersions } from "./versions.ts";

test("versions are ordered number by number", () => {
  expect(["2.30", "2.9", "1.0", "2.1", "2.13"].sort(compareVersions)).toEqual(["1.0", "2.1", "2.9", "2.13", "2.30"]);
});

test("missing numbers count as zero", () => {
  expect(compareVersions("2.3", "2.3.0")).toBe(0);
  expect(compareVersions("2", "2.0.1")).toBeLessThan(0);
});
