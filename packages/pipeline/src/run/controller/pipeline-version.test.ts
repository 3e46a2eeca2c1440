import { expect, test } from "vitest";
import { checkVersion, isVersion, nextVersion } from "./pipeline-version.ts";

test.each(["1.0.0", "v2", "2.0rc1", "1.0.post3", "1!2.0", "0.1.dev4", "1.0+local.7", "1.0-2", "1.0b"])(
  "%s is a version, as for Python",
  (version) => {
    expect(isVersion(version)).toBe(true);
    expect(() => checkVersion(version)).not.toThrow();
  },
);

test.each(["", "latest", "1.0.x", "1..0", "1.0-beta.x"])("%j is not a version", (version) => {
  expect(isVersion(version)).toBe(false);
  expect(() => checkVersion(version)).toThrow("is not a version of a pipeline");
});

test.each([
  ["1.0.0", "1.0.1"],
  ["1.9", "1.10"],
  ["2.0rc1", "2.0rc2"],
  ["1.0.post3", "1.0.post4"],
  ["1.0+local.7", "1.1+local.7"],
])("after %s comes %s", (version, next) => {
  expect(nextVersion(version)).toBe(next);
});
