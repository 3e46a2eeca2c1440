import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { sha256File } from "@clearml-ts/storage";
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
 * Finds a file, or the files of a folder, and hashes them.
 *
 * @throws {DatasetFileError} when there is nothing at the path, or nothing that matches.
 */
export async function findFiles(source: string, storedIn: string, options: AddFilesOptions = {}): Promise<FileEntry[]> {
  const { datasetPath = "", signal } = options;
  const found = await localFiles(resolve(source), options);
  if (found.length === 0) {
    const which = options.wildcard === undefined ? "no file" : `no file that matches ${String(options.wildcard)}`;
    throw new DatasetFileError(source, `holds ${which}.`);
  }
  const describe = async ({ name, localPath }: LocalFile): Promise<FileEntry> => {
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

interface LocalFile {
  /** Path below the folder that is added, with forward slashes. */
  name: string;
  localPath: string;
}

async function localFiles(source: string, { wildcard, recursive = true }: AddFilesOptions): Promise<LocalFile[]> {
  const info = await stat(source).catch((cause: unknown) => {
    throw new DatasetFileError(source, "cannot be added: there is no such file or folder.", { cause });
  });
  if (!info.isDirectory()) {
    return [{ name: basename(source), localPath: source }];
  }
  const matches = wildcard === undefined ? () => true : pathMatcher(wildcard, { recursive });
  const found = await readdir(source, { recursive, withFileTypes: true });
  const candidates = found
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => ({ isLink: entry.isSymbolicLink(), localPath: join(entry.parentPath, entry.name) }))
    .map((file) => ({ ...file, name: relative(source, file.localPath).split(sep).join("/") }))
    .filter(({ name }) => matches(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = await pMap(candidates, async (file) => (!file.isLink || (await isFile(file.localPath)) ? [file] : []), {
    concurrency: PARALLEL_FILES,
  });
  return files.flat();
}

/** A link to a file is added as the file; one to a folder, or to nothing, is not followed. */
async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
