import { expect, test } from "vitest";
import { substituteUrl } from "./substitute-url.ts";

const rules = [
  { registeredPrefix: "s3://bucket/research", localPrefix: "file:///mnt/research" },
  { registeredPrefix: "file:///mnt/", localPrefix: "/never/", replaceLinuxSep: true },
  { registeredPrefix: "\\\\share\\data", localPrefix: "/mnt/data", replaceWindowsSep: true },
];

test.each([
  // The first rule that fits, and only that one.
  ["s3://bucket/research/a/b.csv", "file:///mnt/research/a/b.csv"],
  ["s3://bucket/other/a.csv", "s3://bucket/other/a.csv"],
  ["\\\\share\\data\\a\\b.csv", "/mnt/data/a/b.csv"],
])("%s", (url, expected) => {
  expect(substituteUrl(url, rules, "/")).toBe(expected);
});

test("slashes become backslashes where that is asked for", () => {
  expect(substituteUrl("file:///mnt/a/b.csv", rules, "\\")).toBe("/never/a\\b.csv");
});
