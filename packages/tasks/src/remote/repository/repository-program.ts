import { readdir, realpath } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { installCommand } from "../../program/command/install-command.ts";
import { runCommand } from "../../program/command/run-command.ts";
import { packageFolder } from "../../program/package-folder.ts";
import { LONGEST_TEXT } from "../../program/stored-program.ts";
import {
  describeWorkingCopy,
  git,
  uncommittedChanges,
  type WorkingCopy,
  withoutCredentials,
} from "../../program/working-copy.ts";
import { looksSecret } from "../code/secret-files.ts";
import { ProgramError, SecretFileError, UnpushedCommitError } from "../errors.ts";

/** A program in a git repository. */
export interface RepositoryOptions {
  /** The file that the program begins with: its path here, or where `url` is given, its path in the repository. */
  entry: string;
  /** Address of the repository, from which its branch or commit is taken as it is there. @default that of the working copy here, with its commit and the changes since */
  url?: string;
  /** Branch or tag. @default the one of the working copy, or the repository's own default */
  branch?: string;
  /** Commit, of a repository given by its address. @default the newest one */
  commit?: string;
  /** Folder in the repository to install packages in, and to start the program from. @default the folder nearest to the program's file that has a `package.json`, or for an address the top */
  workingDir?: string;
  /** Command that installs the packages of that folder; empty to install nothing. @default by its lock file: `npm ci`, pnpm or yarn; for an address `npm ci` */
  install?: string;
  /** Arguments that the program is started with. @default none */
  args?: readonly string[];
}

/**
 * Describes a program in a repository as a code section: the agent clones the repository, applies the changes that are not
 * committed, and installs the packages before it starts the program.
 *
 * @throws {@link ProgramError} when the program is not in a repository that others can reach, git does not know its file, or the changes are too large.
 * @throws {@link UnpushedCommitError} when the remote does not have the commit.
 * @throws {@link SecretFileError} when a changed file looks as if it kept secrets.
 */
export async function repositoryProgram(options: RepositoryOptions): Promise<ScriptRecord> {
  return options.url === undefined ? fromWorkingCopy(options) : fromAddress(options.url, options);
}

function fromAddress(
  url: string,
  {
    entry,
    branch,
    commit,
    workingDir = ".",
    install = installCommand(["package-lock.json"]),
    args = [],
  }: RepositoryOptions,
): ScriptRecord {
  return {
    binary: "/bin/bash",
    repository: withoutCredentials(url),
    ...(branch !== undefined && { branch }),
    ...(commit !== undefined && { version_num: commit }),
    working_dir: workingDir,
    entry_point: runCommand({ file: posix(relative(workingDir, entry)), install, args }),
    diff: "",
  };
}

async function fromWorkingCopy(options: RepositoryOptions): Promise<ScriptRecord> {
  const { entry, branch, args = [] } = options;
  const path = await realpath(entry).catch((cause: unknown) => {
    throw new ProgramError(entry, "is not there. Check the path.", { cause });
  });
  const copy = await describeWorkingCopy(dirname(path));
  if (copy === undefined || copy.repository === "") {
    throw new ProgramError(entry, "is not in a git repository with a remote called origin. Bundle it instead.");
  }
  await refuseUnpushed(entry, copy);
  await git(copy.root, "ls-files", "--error-unmatch", path).catch((cause: unknown) => {
    throw new ProgramError(
      entry,
      "is a file that git does not know, so no agent would get it. Add it to the repository.",
      {
        cause,
      },
    );
  });
  const folder =
    options.workingDir === undefined ? await packageFolder(path, copy.root) : resolve(copy.root, options.workingDir);
  const install = options.install ?? installCommand(await readdir(folder));
  return {
    binary: "/bin/bash",
    repository: copy.repository,
    branch: branch ?? copy.branch,
    version_num: copy.commit,
    working_dir: posix(relative(copy.root, folder)) || ".",
    entry_point: runCommand({ file: posix(relative(folder, path)), install, args }),
    diff: await changesOf(entry, copy),
  };
}

async function refuseUnpushed(entry: string, { root, repository, commit }: WorkingCopy): Promise<void> {
  if ((await git(root, "branch", "--remotes", "--contains", commit)).trim() === "") {
    throw new UnpushedCommitError(entry, repository, commit);
  }
}

async function changesOf(entry: string, { root }: WorkingCopy): Promise<string> {
  const secret = (await git(root, "diff", "--name-only", "HEAD")).split("\n").find(looksSecret);
  if (secret !== undefined) {
    throw new SecretFileError(entry, secret);
  }
  const diff = await uncommittedChanges(root);
  if (diff.length > LONGEST_TEXT) {
    throw new ProgramError(
      entry,
      `has ${diff.length} characters of changes that are not committed, too many to send. Commit and push them.`,
    );
  }
  return diff;
}

function posix(path: string): string {
  return path.split(sep).join("/");
}
