import { execFileSync } from "node:child_process";
import { writeFolder } from "../fixtures/folder.ts";

/** A folder under git in which somebody has changed `source/run.py` since the last commit. */
export interface GitRepository {
  readonly folder: string;
  /** Where it was pushed to. */
  readonly url: string;
  /** The last commit. */
  readonly commit: string;
  /** The changes since that commit. */
  readonly diff: string;
}

/** Makes a repository with a program that prints "as committed", and "as changed" with the change. */
export async function gitRepository(folder: string): Promise<GitRepository> {
  const git = (...args: string[]) => {
    const author = ["-c", "user.name=interop", "-c", "user.email=interop@example.com"];
    return execFileSync("git", [...author, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  };
  await writeFolder(folder, { "source/run.py": "print('as committed')\n" });
  const url = `file://${folder}/origin.git`;
  git("init", "--quiet");
  git("checkout", "--quiet", "-b", "main");
  git("add", "source");
  git("commit", "--quiet", "--message", "Say something");
  git("clone", "--quiet", "--bare", ".", "origin.git");
  git("remote", "add", "origin", url);
  git("fetch", "--quiet", "origin");
  await writeFolder(folder, { "source/run.py": "print('as changed')\n" });
  return { folder, url, commit: git("rev-parse", "HEAD").trim(), diff: git("diff") };
}
