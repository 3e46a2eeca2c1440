import { mkdir, readdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { UploadError } from "../../errors.ts";
import { testStorageDriver } from "../../testing/test-storage-driver.ts";

import { createFileDriver } from "./file-driver.ts";

testStorageDriver({
  name: "file",
  test,
  async open() {
    const folder = await temporaryFolder();
    return { driver: createFileDriver(), baseUrl: `file://${folder}`, async [Symbol.asyncDispose]() {} };
  },
});

test("file addresses are not percent-encoded, and a leading ~ is the home folder", () => {
  const { localPath } = createFileDriver();
  expect(localPath?.("file:///tmp/a%20b")).toBe("/tmp/a%20b");
  expect(localPath?.("/tmp/a b")).toBe("/tmp/a b");
  expect(localPath?.("~/x")).toBe(join(homedir(), "x"));
});

test("paths and file addresses belong to the driver, other schemes do not", () => {
  const driver = createFileDriver();
  expect(["file:///a", "/a", "a/b.txt", "C:\\a"].map(driver.supports)).toEqual([true, true, true, true]);
  expect(["s3://b/k", "http://h/a"].map(driver.supports)).toEqual([false, false]);
});

test("an upload that fails leaves nothing half-written", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "taken"));
  await writeFile(join(folder, "file"), "");

  await expect(createFileDriver().upload(new Blob(["x"]), join(folder, "taken"))).rejects.toThrow(UploadError);
  await expect(createFileDriver().upload(new Blob(["x"]), join(folder, "file/x"))).rejects.toThrow(UploadError);
  expect((await readdir(folder)).sort()).toEqual(["file", "taken"]);
});
