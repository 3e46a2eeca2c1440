import { expect, test } from "vitest";
import { newestVersion, nextVersion } from "./version.ts";

// The answers of `Version(text).get_next_version()` of the Python SDK.
test.each([
  ["1.0.0", "1.0.1"],
  ["1.9", "1.10"],
  ["2", "3"],
  ["v1.0", "1.1"],
  ["1.0.0rc1", "1.0.0rc2"],
  ["1.0-alpha.3", "1.0a4"],
  ["1.0c", "1.0rc1"],
  ["1.0-2", "1.0.post3"],
  ["1.0.rev4", "1.0.post5"],
  ["1.0rc1.post2.dev3", "1.0rc1.post2.dev4"],
  ["2!1.0", "2!1.1"],
])("after %s comes %s", (version, next) => {
  expect(nextVersion(version)).toBe(next);
});

test.each(["", "first", "1.0+local", "1..0", "1.0 beta x"])("nothing comes after %j", (version) => {
  expect(nextVersion(version)).toBeUndefined();
});

test("the newest version is the highest one, whatever was updated last", () => {
  const newest = (...versions: (string | undefined)[]) =>
    newestVersion(versions.map((version) => ({ version })))?.version;

  expect(newest("1.0.9", "1.0.10", "1.0.2")).toBe("1.0.10");
  expect(newest("1.0", "1.0.0")).toBe("1.0.0");
  expect(newest("1.0rc2", "1.0", "1.0rc1")).toBe("1.0");
  expect(newest("1.0", "1.0.post1", "1!0.1")).toBe("1!0.1");
  expect(newest("1.0.dev2", "1.0")).toBe("1.0");
  expect(newest("spring", "autumn", "0.1")).toBe("0.1");
  expect(newest("spring", undefined, "autumn")).toBe("spring");
  expect(newest()).toBeUndefined();
});
