import { describeWorkingCopy, git, withoutCredentials } from "./working-copy.ts";

/** A commit of a repository. */
export interface CommitPlace {
  /** Address of the repository, as tasks record it. */
  repository: string;
  commit: string;
}

/**
 * Tells whether a commit is in the working copy around a folder; undefined where the folder is in none, or in one of
 * another repository, so that nothing can be said.
 */
export async function findCommit(folder: string, { repository, commit }: CommitPlace): Promise<boolean | undefined> {
  const copy = await describeWorkingCopy(folder);
  // Tasks may name a tag, or anything that somebody typed in.
  if (
    !copy ||
    !/^[0-9a-f]{7,64}$/.test(commit) ||
    plainAddress(copy.repository) !== plainAddress(withoutCredentials(repository))
  ) {
    return undefined;
  }
  return await git(copy.root, "cat-file", "-e", `${commit}^{commit}`).then(
    () => true,
    () => false,
  );
}

/** The same repository is written with and without the ending. */
function plainAddress(repository: string): string {
  return repository.replace(/\.git$/, "").replace(/\/+$/, "");
}
