import { readdir, realpath } from "node:fs/promises";
import { basename, dirname, sep } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { pathBelow } from "@clearml-ts/storage";
import { installCommand } from "./command/install-command.ts";
import { runCommand } from "./command/run-command.ts";
import { canBePassedOn } from "./command/shell-words.ts";
import { packageFolder } from "./package-folder.ts";
import { LONGEST_TEXT, storedProgram } from "./stored-program.ts";
import { describeWorkingCopy, uncommittedChanges, type WorkingCopy } from "./working-copy.ts";

/** How the running program was started. */
export interface StartedProgram {
  /** The file that it began with; undefined where it has none. */
  entry: string | undefined;
  args: readonly string[];
  cwd: string;
}

/**
 * Describes the running program as the code section of a task, so that an agent can start it again: by its repository and commit, and
 * outside of git by its text.
 */
export async function describeScript({ entry: given, args, cwd }: StartedProgram): Promise<ScriptRecord> {
  // As git names it, and where its packages are found.
  const entry = given && (await realpath(given).catch(() => given));
  const copy = await describeWorkingCopy(entry ? dirname(entry) : cwd);
  // Without all of its arguments a program might do anything, so it gets none where one cannot be passed on.
  const passed = args.every(canBePassedOn) ? args : [];
  // A repository without a commit has nothing that could be cloned.
  if (entry && copy?.commit && pathBelow(copy.root, entry)) {
    return fromWorkingCopy(entry, passed, copy);
  }
  return (entry && (await storedProgram(entry, passed))) || nameAlone(entry);
}

async function fromWorkingCopy(entry: string, args: readonly string[], copy: WorkingCopy): Promise<ScriptRecord> {
  // A program of an installed package is not in the repository, and is not described by the manifest beside it.
  const isInstalled = entry.split(sep).includes("node_modules");
  const folder = isInstalled ? copy.root : await packageFolder(entry, copy.root);
  const install = isInstalled ? undefined : installCommand(await readdir(folder));
  const diff = await uncommittedChanges(copy.root);
  return {
    binary: "/bin/bash",
    repository: copy.repository,
    branch: copy.branch,
    version_num: copy.commit,
    working_dir: pathBelow(copy.root, folder) ?? ".",
    entry_point: runCommand({ file: pathBelow(folder, entry) ?? basename(entry), install, args }),
    diff: diff.length > LONGEST_TEXT ? `# The diff of ${diff.length} characters is too large to store.\n` : diff,
  };
}

/** A program that no agent can start. */
function nameAlone(entry: string | undefined): ScriptRecord {
  const entryPoint = entry ? `-c node ${basename(entry)}` : "";
  return { binary: "/bin/bash", repository: "", working_dir: ".", entry_point: entryPoint };
}
