import { basename, dirname } from "node:path";
import { isFileName } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { cacheFileName, cacheFolder, unpackedFolder } from "./cache-path.ts";

// Made with CacheManager of the Python SDK 2.1.12.
test.each([
  ["https://files.clear.ml/x/state.json", "f3e4a498b9e1631749281c630d8d8c35.state.json"],
  ["http://f/a%20b/d%C3%A9.tar.gz", "d3193ad40238d717cb376dc57f0a2fbd.d%C3%A9.tar.gz"],
  ["http://f/q.zip?x=1", "a2b2090a3d0561d35dbe7a7f324ed47d.q.zip?x=1"],
  ["http://f/a/", "6ebcc1dba53813c48b136b6eb76b3869."],
  [`http://f/x/${"a".repeat(300)}.tar.gz`, `6b28daa5c3c5029ef7fe2c172ca4eb3e.${"a".repeat(183)}.tar.gz`],
  [`http://f/${"e".repeat(190)}.v1.csv.gz`, `07d8b7f76e3cc8e904d6ee72ccdaa3e9.${"e".repeat(183)}.csv.gz`],
])("%s is cached under the name that Python gives it", (url, name) => {
  expect(cacheFileName(url)).toBe(name);
});

test("a long segment without a suffix keeps the md5, so that two addresses never share a copy", () => {
  const name = cacheFileName(`http://f/${"b".repeat(300)}`);
  expect(name).toMatch(/^[0-9a-f]{32}\.b+$/);
  expect(name).toHaveLength(223);
});

test("each context has its folder", () => {
  expect(cacheFolder("/cache", "datasets")).toBe("/cache/storage_manager/datasets");
});

test.each(["http://f/x\0.csv", "mem://f/a\0b", `s3://b/${"é".repeat(200)}`])(
  "an address that ends in no name of a file is cached under its hash: %j",
  (url) => {
    expect(cacheFileName(url, "linux")).toMatch(/^[\da-f]{32}$/);
  },
);

test.each(["http://f/..\\..\\x.csv", "http://f/q.zip?x=1", "mem://f/a:b"])(
  "on Windows, %j is cached under its hash",
  (url) => {
    expect(cacheFileName(url, "win32")).toMatch(/^[\da-f]{32}$/);
    expect(cacheFileName(url, "linux")).toMatch(/^[\da-f]{32}\../);
  },
);

test("a zip is unpacked beside itself, whatever the artifact is called", () => {
  expect(unpackedFolder("/cache/0a.model.zip", "my model")).toBe("/cache/0a.model_artifacts_archive_my_model");
  for (const name of ["../../x", "/etc", "..", "a\0b", "C:\\x", "n".repeat(300), "é".repeat(200)]) {
    const folder = unpackedFolder(`/cache/${"z".repeat(200)}.zip`, name);
    expect(dirname(folder)).toBe("/cache");
    expect(isFileName(basename(folder), "linux") && isFileName(basename(folder), "win32")).toBe(true);
    expect(basename(folder).length).toBeLessThan(255 - 37);
  }
  expect(unpackedFolder("a.zip", "n".repeat(100))).not.toBe(unpackedFolder("a.zip", `${"n".repeat(99)}m`));
});
