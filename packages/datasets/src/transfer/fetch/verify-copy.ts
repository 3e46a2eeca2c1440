import { hashFiles, measureFiles } from "@clearml-ts/archive";
import type { FileEntry } from "../../manifest/entry.ts";
import { fileBelow } from "../local-paths.ts";

/** How a copy is compared with the files of a version. */
export interface VerifyOptions {
  /** Folder with the copy. @default the one in the cache, which is fetched if need be */
  localCopyPath?: string;
  /** Compare the sizes only. @default false */
  skipHash?: boolean;
  /** Threads that hash files at the same time. @default one a processor, at most 8 */
  maxWorkers?: number;
  signal?: AbortSignal;
}

/** Returns the sorted paths of files that are missing in a folder, or differ from those of a version. */
export async function differingFiles(
  folder: string,
  files: Iterable<FileEntry>,
  { skipHash = false, maxWorkers: threads, signal }: VerifyOptions,
): Promise<string[]> {
  const wanted = Array.from(files, (entry) => ({ entry, size: entry.size, path: fileBelow(folder, entry.path) }));
  const call = { threads, signal };
  const sizes = await measureFiles(
    wanted.map(({ path }) => path),
    call,
  );
  const differing = wanted.filter(({ size }, index) => sizes[index] !== size).map(({ entry }) => entry.path);
  if (!skipHash) {
    const sameSize = wanted.filter(({ size, entry }, index) => sizes[index] === size && entry.hash !== undefined);
    for await (const { file, hash } of hashFiles(sameSize, call)) {
      if (hash !== file.entry.hash) {
        differing.push(file.entry.path);
      }
    }
  }
  return differing.sort();
}
