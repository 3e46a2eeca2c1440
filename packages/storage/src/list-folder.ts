import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { FolderError } from "./errors.ts";

/** A file below a folder. */
export interface FolderFile {
  /** Name below the folder, with forward slashes. */
  name: string;
  /** Path on disk. */
  path: string;
  /** Bytes. */
  size: number;
}

/** Options of {@link listFolder}. */
export interface ListFolderOptions {
  /** Whether to look into the folders below, too. @default true */
  recursive?: boolean;
  /** Only files for whose name below the folder this returns true. @default every file */
  filter?: (name: string) => boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Lists all files below a folder, sorted by name. Symbolic links are followed, to files and to folders: caches such as
 * Hugging Face's consist of them.
 *
 * @throws {@link FolderError} when a link leads nowhere or back to a folder around it, when something is neither a file
 * nor a folder, and when anything cannot be read: only the filter leaves files out.
 */
export async function listFolder(folder: string, options: ListFolderOptions = {}): Promise<FolderFile[]> {
  const { recursive = true, filter = () => true, signal } = options;
  const files: FolderFile[] = [];

  async function look(path: string, prefix: string, around: readonly string[]): Promise<void> {
    signal?.throwIfAborted();
    const real = await reading(path, () => realpath(path));
    if (around.includes(real)) {
      throw new FolderError(path, `is a link back to ${real}, a folder around it. Remove the link.`);
    }
    const entries = await reading(path, () => readdir(path));
    const found = await Promise.all(entries.map((entry) => inspect(join(path, entry), prefix + entry)));
    for (const { name, child, isFolder, size } of found.flat()) {
      if (!isFolder) {
        files.push({ name, path: child, size });
      } else if (recursive) {
        await look(child, `${name}/`, [...around, real]);
      }
    }
  }

  async function inspect(child: string, name: string) {
    const isWanted = filter(name);
    // Only by looking is it known whether a link leads to a folder, which may hold files that are wanted.
    const info = await reading(child, () => stat(child)).catch((error: unknown) => {
      if (isWanted) {
        throw error;
      }
    });
    const isFolder = info?.isDirectory() ?? false;
    const size = info && !isFolder && isWanted ? fileSize(child, info) : 0;
    return info && (isFolder || isWanted) ? [{ name, child, isFolder, size }] : [];
  }

  await look(folder, "", []);
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fileSize(path: string, info: Stats): number {
  if (!info.isFile()) {
    throw new FolderError(path, "is neither a file nor a folder. Remove it, or move it elsewhere.");
  }
  return info.size;
}

async function reading<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" || code === "ELOOP";
    const problem = isMissing
      ? "is a link that leads nowhere, or was removed meanwhile."
      : `cannot be read: ${message}`;
    throw new FolderError(path, problem, { cause });
  }
}
