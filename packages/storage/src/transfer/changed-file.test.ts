import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createFileDriver } from "../drivers/file/file-driver.ts";
import { UploadError } from "../errors.ts";
import { openFile } from "./open-file.ts";

test.each([
  ["grows", (path: string) => appendFile(path, "more")],
  ["is removed", (path: string) => rm(path)],
])("a file that %s while it is sent is an error, and nothing is stored", async (_, change) => {
  const folder = await temporaryFolder();
  const [path, target] = [join(folder, "a.txt"), join(folder, "stored.txt")];
  await writeFile(path, "first");
  const content = await openFile(path, target);
  await change(path);

  const driver = createFileDriver();
  await expect(driver.upload(content, target)).rejects.toThrow(UploadError);
  expect(await driver.exists(target)).toBe(false);
});
