import { access, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

/** The variables by which git is told where to look. */
export type GitVariables = Readonly<Partial<Record<"GIT_DIR" | "GIT_CEILING_DIRECTORIES", string | undefined>>>;

/**
 * Tells whether git may find a working copy around a folder. Most programs that are not under git are told apart by this, without
 * a process that would take longer than the rest of a task's beginning.
 */
export async function mayBeWorkingCopy(folder: string, variables: GitVariables): Promise<boolean> {
  if (variables.GIT_DIR !== undefined) {
    return true;
  }
  const ceilings = new Set((variables.GIT_CEILING_DIRECTORIES ?? "").split(delimiter));
  let place = await realpath(folder).catch(() => folder);
  for (;;) {
    // A folder, or the file that a linked working copy has in its place.
    if (await isThere(join(place, ".git"))) {
      return true;
    }
    const above = dirname(place);
    if (above === place || ceilings.has(above)) {
      return false;
    }
    place = above;
  }
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
