import { expect, test } from "vitest";
import { sampleExtension, sampleKey } from "./sample-name.ts";

test("a sample is numbered within its history and its names are safe in a path", () => {
  const name = { title: "a/b", series: "c:d", count: 7, history: 5, extension: ".png" };
  expect(sampleKey("project/task.id", name)).toBe(
    "project/task.id/metrics/a.slash.b/c0x3ad/a.slash.b_c0x3ad_00000002.png",
  );
  expect(sampleKey("p/t", { ...name, history: 0 })).toMatch(/_00000007\.png$/);
});

test("an extension is everything after the first dot", () => {
  expect(sampleExtension("image.raw.gz")).toBe(".raw.gz");
  expect(sampleExtension("README")).toBe("");
});
