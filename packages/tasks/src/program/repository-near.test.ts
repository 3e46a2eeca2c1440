import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { mayBeWorkingCopy } from "./repository-near.ts";
import { git } from "./working-copy.ts";

/** Whether git itself says that a folder is in a working copy. */
const isUnderGit = (folder: string) =>
  git(folder, "rev-parse", "--show-toplevel").then(
    () => true,
    () => false,
  );

test("a folder below a working copy may be in it, one beside it is not, as git says", async () => {
  const root = await temporaryFolder();
  const [inside, beside, link] = [join(root, "copy/src/deep"), join(root, "beside/deep"), join(root, "beside/link")];
  await mkdir(inside, { recursive: true });
  await mkdir(beside, { recursive: true });
  await git(join(root, "copy"), "init", "--quiet");
  await symlink(inside, link);
  for (const [folder, expected] of [
    [inside, true],
    [join(root, "copy"), true],
    [beside, false],
    [link, true],
  ] as const) {
    expect([folder, await mayBeWorkingCopy(folder, {}), await isUnderGit(folder)]).toEqual([
      folder,
      expected,
      expected,
    ]);
  }
});

test("the file of a linked working copy counts, and so does a repository that a variable names", async () => {
  const root = await temporaryFolder();
  expect(await mayBeWorkingCopy(root, { GIT_DIR: "/elsewhere/.git" })).toBe(true);
  await writeFile(join(root, ".git"), "gitdir: /elsewhere/.git/worktrees/one\n");
  expect(await mayBeWorkingCopy(root, {})).toBe(true);
});

test("nothing is looked for in the folders that git is not to go up to", async () => {
  const root = await temporaryFolder();
  const folder = join(root, "a/b");
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, ".git"));
  expect(await mayBeWorkingCopy(folder, { GIT_CEILING_DIRECTORIES: `/other:${root}` })).toBe(false);
  expect(await mayBeWorkingCopy(root, { GIT_CEILING_DIRECTORIES: root })).toBe(true);
});
