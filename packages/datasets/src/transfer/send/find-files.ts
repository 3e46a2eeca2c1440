import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { hashFiles, UnreadableFileError } from "@clearml-ts/archive";
import { FolderError, type FolderFile, listFolder, pathBelow } from "@clearml-ts/storage";
import { DatasetFileError } from "../../errors.ts";
import type { FileEntry } from "../../manifest/entry.ts";
import { entryPath } from "../../manifest/entry-path.ts";
import { type PatternOptions, pathMatcher } from "../../manifest/pattern.ts";
import { FileCount, type OnProgress, totalsOf } from "../progress.ts";

/** How files are read and hashed. */
export interface HashOptions {
  /** Threads that hash files at the same time. @default one a processor, at most 8 */
  maxWorkers?: number;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Which files to add, and where in the dataset. */
export interface AddFilesOptions extends PatternOptions, HashOptions {
  /** Folder in the dataset to put them in. @default the top */
  datasetPath?: string;
  /** Folder that the places of the files are relative to. @default the folder that is added, or that of the file */
  localBaseFolder?: string;
  /** Only files whose path below the folder matches one of these patterns. @default all files */
  wildcard?: string | readonly string[];
  /**
   * Refer to content that is stored already under another path, as of a file that was renamed, instead of storing it
   * again. The Python SDK writes such versions too, and fails to read them; this package reads both. @default false
   */
  deduplicate?: boolean;
}

/** Where files are looked for, and which version they are for. */
export interface FindFilesOptions extends AddFilesOptions {
  /** Id of the version that is going to store them. */
  storedIn: string;
}

/**
 * Finds a file, or the files of a folder, and hashes them. Symbolic links are followed, also to folders.
 *
 * @throws {@link DatasetFileError} when there is nothing at the path, and when a link leads nowhere or back to a folder
 * around it.
 */
export async function findFiles(source: string, options: FindFilesOptions): Promise<FileEntry[]> {
  const { datasetPath = "", storedIn, maxWorkers: threads, onProgress, signal } = options;
  const found = await localFiles(resolve(source), options);
  const count = new FileCount("hash", totalsOf(found), onProgress);
  const entries: FileEntry[] = [];
  try {
    for await (const { file, hash, crc, size } of hashFiles(found, { threads, signal })) {
      const path = entryPath(datasetPath, file.name);
      const entry = { path, hash, size, storedIn, chunk: undefined, localPath: file.path };
      entries.push(crc === undefined ? entry : { ...entry, crc });
      count.add(file.size);
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof UnreadableFileError) {
      throw new DatasetFileError(cause.path, `cannot be read: ${cause.message}`, { cause });
    }
    throw cause;
  }
  return entries;
}

async function localFiles(source: string, options: AddFilesOptions): Promise<FolderFile[]> {
  const { wildcard, recursive = true, localBaseFolder, signal } = options;
  const info = await stat(source).catch((cause: unknown) => {
    throw new DatasetFileError(source, "cannot be added: there is no such file or folder.", { cause });
  });
  const base = localBaseFolder === undefined ? undefined : resolve(localBaseFolder);
  if (!info.isDirectory()) {
    return [{ name: basename(source), path: source, size: info.size }].map((file) => below(file, base));
  }
  const filter = wildcard === undefined ? () => true : pathMatcher(wildcard, { recursive });
  try {
    const files = await listFolder(source, { recursive, filter, signal });
    return base === undefined ? files : files.map((file) => below(file, base));
  } catch (cause) {
    if (!(cause instanceof FolderError)) {
      throw cause;
    }
    throw new DatasetFileError(cause.path, cause.problem, { cause });
  }
}

/** Names a file by its path below a folder. */
function below(file: FolderFile, base: string | undefined): FolderFile {
  if (base === undefined) {
    return file;
  }
  const name = pathBelow(base, file.path);
  if (name === undefined) {
    throw new DatasetFileError(file.path, `is not below ${base}, which places are relative to.`);
  }
  return { ...file, name };
}
