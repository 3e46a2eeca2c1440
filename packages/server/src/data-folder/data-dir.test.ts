import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirError, DataDirInUseError } from "../errors.ts";
import { DataDir, holderOf } from "./data-dir.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a folder and those above it are made, for this user alone", async () => {
  const path = join(folder, "a", "b");
  const dataDir = await DataDir.open(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  await dataDir.close();
});

test("where no folder can be made, that is said", async () => {
  await writeFile(join(folder, "file"), "");
  // In /proc the system says that a folder to be made is missing; Node's own recursion would try for ever.
  for (const path of [
    "/proc/clearml-ts",
    "/proc/clearml-ts/data",
    join(folder, "file"),
    join(folder, "file", "below"),
  ]) {
    await expect(DataDir.open(path)).rejects.toThrow(DataDirError);
  }
});

test("who holds a folder can be asked", async () => {
  expect(await holderOf(folder)).toBeUndefined();
  const dataDir = await DataDir.open(folder);
  expect(await holderOf(folder)).toBe(process.pid);
  await expect(DataDir.open(folder)).rejects.toThrow(DataDirInUseError);
  await dataDir.close();
  expect(await holderOf(folder)).toBeUndefined();
  await (await DataDir.open(folder)).close();
});

test("asking leaves nothing behind", async () => {
  await mkdir(join(folder, "new"));
  await holderOf(join(folder, "new"));
  expect(await readdir(join(folder, "new"))).toEqual([]);
});
