import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { gitRepository } from "../remote/repository/git-repository.fixture.ts";
import { findCommit } from "./find-commit.ts";

test("a commit is looked for in the working copy of its repository, and nowhere else", async () => {
  const { folder, url: repository, git } = await gitRepository({ "train.ts": "" });
  const commit = git("rev-parse", "HEAD");
  expect(await findCommit(folder, { repository, commit })).toBe(true);
  expect(await findCommit(folder, { repository: repository.replace(/\.git$/, ""), commit })).toBe(true);
  expect(await findCommit(folder, { repository, commit: "0".repeat(40) })).toBe(false);
  expect(await findCommit(folder, { repository, commit: "--batch" })).toBeUndefined();
  expect(await findCommit(folder, { repository: "https://example.com/other.git", commit })).toBeUndefined();
  expect(await findCommit(await temporaryFolder(), { repository, commit })).toBeUndefined();
});
