import { promisify } from "node:util";
import { mayBeWorkingCopy } from "./repository-near.ts";

/** The agent applies the diff with the usual prefixes, whatever the settings of the user are. */
const PLAIN_PREFIXES = ["-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"];

/** A folder under git, as it is now. */
export interface WorkingCopy {
  /** Its top folder. */
  root: string;
  /** Address of the remote `origin`, without credentials; empty where there is none. */
  repository: string;
  branch: string;
  commit: string;
}

/** Describes the working copy that a folder belongs to; undefined when it belongs to none, or git is not there. */
export async function describeWorkingCopy(folder: string): Promise<WorkingCopy | undefined> {
  // The variables that git would be given.
  if (!(await mayBeWorkingCopy(folder, process.env))) {
    return undefined;
  }
  const line = async (...words: string[]) => (await git(folder, ...words).catch(() => "")).trim();
  const root = await line("rev-parse", "--show-toplevel");
  if (root === "") {
    return undefined;
  }
  const [remote, upstream, branch, commit] = await Promise.all([
    line("remote", "get-url", "origin"),
    line("rev-parse", "--abbrev-ref", "@{upstream}"),
    line("rev-parse", "--abbrev-ref", "HEAD"),
    line("rev-parse", "HEAD"),
  ]);
  return {
    root,
    repository: withoutCredentials(remote),
    branch: upstream.replace(/^[^/]+\//, "") || branch,
    commit,
  };
}

/** The changes of a working copy since its commit; empty when git cannot tell. */
export function uncommittedChanges(folder: string): Promise<string> {
  return git(folder, ...PLAIN_PREFIXES, "diff", "--submodule=diff", "HEAD").catch(() => "");
}

/** Runs git in a folder and returns its output. */
export async function git(folder: string, ...words: string[]): Promise<string> {
  const { execFile } = await import("node:child_process");
  const { stdout } = await promisify(execFile)("git", words, { cwd: folder, maxBuffer: 64 << 20 });
  return stdout;
}

/** Drops user and password from a remote's address. */
export function withoutCredentials(remote: string): string {
  return remote.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
}
