import { batches } from "./batches.ts";
import type { FileFault, FolderContent } from "./job-types.ts";
import { runJobs, type ThreadOptions } from "./run-jobs.ts";

/** Sizes that stand for something which is not a file. */
export const NOT_A_FILE = {
  /** A folder, or a link to one. */
  folder: -1,
  /** Anything else, or nothing that could be looked at. */
  other: -2,
} as const;

/** A folder counts as much as this many bytes: eight of them go to a thread together. */
const WEIGHT = 2 ** 18;

/** Reads folders by several threads, and yields their contents, or why they cannot be read, in the order given. */
export async function* lookIntoFolders<Folder extends { path: string }>(
  folders: Iterable<Folder>,
  options: ThreadOptions = {},
): AsyncGenerator<{ folder: Folder; content: FolderContent | { fault: FileFault } }> {
  const jobs = function* () {
    for (const context of batches(folders, () => WEIGHT)) {
      yield { context, input: { paths: context.map(({ path }) => path) } };
    }
  };
  for await (const { context, result } of runJobs("look", jobs(), options)) {
    for (const [index, folder] of context.entries()) {
      yield { folder, content: result[index] ?? { fault: { message: "it was not read" } } };
    }
  }
}
