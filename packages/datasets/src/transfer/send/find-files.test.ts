import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { DatasetFileError } from "../../errors.ts";
import { type AddFilesOptions, findFiles } from "./find-files.ts";

const pathsIn = async (folder: string, options: AddFilesOptions = {}) =>
  (await findFiles(folder, { ...options, storedIn: "version" })).map(({ path }) => path);

test("a linked folder is added like one that is there, and so is a linked file", async () => {
  const elsewhere = await folderWith({ "sub/a.csv": "a", "b.csv": "b" });
  const folder = await folderWith({ "own.csv": "own" });
  await symlink(elsewhere, join(folder, "linked"));
  await symlink(join(elsewhere, "b.csv"), join(folder, "link.csv"));

  expect(await pathsIn(folder)).toEqual(["link.csv", "linked/b.csv", "linked/sub/a.csv", "own.csv"]);
});

test("two links to one folder are both followed", async () => {
  const folder = await folderWith({ "real/a.csv": "a" });
  await symlink("real", join(folder, "one"));
  await symlink("real", join(folder, "two"));
  expect(await pathsIn(folder, { wildcard: "*.csv" })).toEqual(["one/a.csv", "real/a.csv", "two/a.csv"]);
  expect(await pathsIn(folder, { wildcard: "t*/*.csv" })).toEqual(["two/a.csv"]);
});

test("a link back to a folder around it is refused by its name", async () => {
  const folder = await folderWith({ "a.csv": "a" });
  await mkdir(join(folder, "sub"));
  await symlink("..", join(folder, "sub", "back"));
  await expect(findFiles(folder, { storedIn: "version" })).rejects.toThrow(DatasetFileError);
  await expect(findFiles(folder, { storedIn: "version" })).rejects.toMatchObject({ path: join(folder, "sub", "back") });
});

test("a link that leads nowhere is refused, unless the wildcard leaves it out", async () => {
  const folder = await folderWith({ "a.csv": "a" });
  await symlink("gone", join(folder, "link"));
  await expect(findFiles(folder, { storedIn: "version" })).rejects.toThrow(/leads nowhere/);
  expect(await pathsIn(folder, { wildcard: "*.csv" })).toEqual(["a.csv"]);
});
