import { execFileSync } from "node:child_process";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";

/** A working copy of a repository of its own, in which everything is pushed. */
export interface GitRepository {
  folder: string;
  /** Where it is pushed to. */
  url: string;
  git(...words: string[]): string;
}

/** Makes a repository of some files, with one commit on the branch `trunk`. */
export async function gitRepository(files: Readonly<Record<string, string>>): Promise<GitRepository> {
  const folder = await realpath(await folderWith(files));
  const origin = join(await temporaryFolder(), "origin.git");
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  const git = (...words: string[]) =>
    execFileSync("git", [...author, ...words], { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
  const url = `file://${origin}`;
  git("init", "--quiet", "--initial-branch=trunk");
  git("add", ".");
  git("commit", "--quiet", "--message", "First");
  git("clone", "--quiet", "--bare", ".", origin);
  git("remote", "add", "origin", url);
  git("fetch", "--quiet", "origin");
  return { folder, url, git };
}
