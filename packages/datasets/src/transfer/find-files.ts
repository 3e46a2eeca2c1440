import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { FolderError, type FolderFile, listFolder } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetFileError } from "../errors.ts";
import type { FileEntry } from "../manifest/entry.ts";
import { entryPath } from "../manifest/entry-path.ts";
import { type PatternOptions, pathMatcher } from "../manifest/pattern.ts";

/** Which files to add, and where in the dataset. */
export interface AddFilesOptions extends PatternOptions {
  /** Folder in the dataset to put them in. @default the top */
  datasetPath?: string;
  /** Only files whose path below the folder matches one of these patterns. @default all files */
  wildcard?: string | readonly string[];
  signal?: AbortSignal;
}

/** Files read at the same time; enough to keep a disk busy, few enough for its file handles. */
const PARALLEL_FILES = 8;

/**
 * Finds a file, or the files of a folder, and hashes them. Symbolic links are followed, also to folders.
 *
 * @throws {@link DatasetFileError} when there is nothing at the path, or nothing that matches, and when a link leads
 * nowhere or back to a folder around it.
 */
export async function findFiles(source: string, storedIn: string, options: AddFilesOptions = {}): Promise<FileEntry[]> {
  const { datasetPath = "", signal } = options;
  const found = await localFiles(resolve(source), options);
  if (found.length === 0) {
    const which = options.wildcard === undefined ? "no file" : `no file that matches ${String(options.wildcard)}`;
    throw new DatasetFileError(source, `holds ${which}.`);
  }
  const describe = async ({ name, path: localPath }: Pick<FolderFile, "name" | "path">): Promise<FileEntry> => {
    const path = entryPath(datasetPath, name);
    try {
      const hash = await sha256File(localPath, { ...(signal && { signal }) });
      const { size } = await stat(localPath);
      return { path, hash, size, storedIn, chunk: undefined, localPath };
    } catch (cause) {
      signal?.throwIfAborted();
      throw new DatasetFileError(localPath, `cannot be read: ${(cause as Error).message}`, { cause });
    }
  };
  return pMap(found, describe, { concurrency: PARALLEL_FILES, ...(signal && { signal }) });
}

async function localFiles(source: string, options: AddFilesOptions): Promise<Pick<FolderFile, "name" | "path">[]> {
  const { wildcard, recursive = true, signal } = options;
  const info = await stat(source).catch((cause: unknown) => {
    throw new DatasetFileError(source, "cannot be added: there is no such file or folder.", { cause });
  });
  if (!info.isDirectory()) {
    return [{ name: basename(source), path: source }];
  }
  const filter = wildcard === undefined ? () => true : pathMatcher(wildcard, { recursive });
  try {
    return await listFolder(source, { recursive, filter, signal });
  } catch (cause) {
    if (!(cause instanceof FolderError)) {
      throw cause;
    }
    throw new DatasetFileError(cause.path, cause.problem, { cause });
  }
}
