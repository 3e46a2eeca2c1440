import { execFile } from "node:child_process";
import { basename, dirname, relative, sep } from "node:path";
import { promisify } from "node:util";
import type { ScriptRecord } from "@clearml-ts/protocol";

/** A larger diff is left out: the record is not the place for it. */
const LARGEST_DIFF = 500_000;

/** The agent applies the diff with the usual prefixes, whatever the settings of the user are. */
const PLAIN_PREFIXES = ["-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"];

const run = promisify(execFile);

/**
 * Describes the running program as the code section of a task.
 *
 * ClearML's agent runs what is not Python through a shell, and takes `-c command` for that: hence `/bin/bash` with
 * `-c node …`, which an agent can start again, rather than `node`, which it would take for a Python.
 */
export async function describeScript(entry: string | undefined, cwd: string): Promise<ScriptRecord> {
  const git = async (...words: string[]) => {
    const { stdout } = await run("git", words, { cwd: entry ? dirname(entry) : cwd, maxBuffer: 64 << 20 });
    return stdout;
  };
  const line = async (...words: string[]) => (await git(...words).catch(() => "")).trim();
  const root = await line("rev-parse", "--show-toplevel");
  const inRepository = root !== "" && entry !== undefined && !relative(root, entry).startsWith("..");
  if (!inRepository) {
    return { ...program(entry ? basename(entry) : ""), repository: "", working_dir: "." };
  }
  const [remote, upstream, branch, commit] = await Promise.all([
    line("remote", "get-url", "origin"),
    line("rev-parse", "--abbrev-ref", "@{upstream}"),
    line("rev-parse", "--abbrev-ref", "HEAD"),
    line("rev-parse", "HEAD"),
  ]);
  const diff = await git(...PLAIN_PREFIXES, "diff", "--submodule=diff", "HEAD").catch(() => "");
  return {
    ...program(posix(relative(root, entry))),
    repository: withoutCredentials(remote),
    branch: upstream.replace(/^[^/]+\//, "") || branch,
    version_num: commit,
    working_dir: ".",
    diff: diff.length > LARGEST_DIFF ? `# The diff of ${diff.length} characters is too large to store.\n` : diff,
  };
}

function program(entry: string): Pick<ScriptRecord, "binary" | "entry_point"> {
  return { binary: "/bin/bash", entry_point: entry === "" ? "" : `-c node ${entry}` };
}

function posix(path: string): string {
  return path.split(sep).join("/");
}

/** Drops user and password from a remote's address. */
export function withoutCredentials(remote: string): string {
  return remote.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
}
