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
  signal?: AbortSignal | undefined;
}

/**
 * Lists all files below a folder, sorted by name. Symbolic links are followed, to files and to folders: caches such as
 * Hugging Face's consist of them.
 *
 * @throws {@link FolderError} when a link leads nowhere or back to a folder around it, when something is neither a file
 * nor a folder, and when anything cannot be read: no file is left out without a word.
 */
export async function listFolder(folder: string, { signal }: ListFolderOptions = {}): Promise<FolderFile[]> {
  const files: FolderFile[] = [];

  async function look(path: string, prefix: string, around: readonly string[]): Promise<void> {
    signal?.throwIfAborted();
    const real = await reading(path, () => realpath(path));
    if (around.includes(real)) {
      throw new FolderError(path, `is a link back to ${real}, a folder around it. Remove the link.`);
    }
    for (const entry of await reading(path, () => readdir(path))) {
      const child = join(path, entry);
      const info = await reading(child, () => stat(child));
      if (info.isDirectory()) {
        await look(child, `${prefix}${entry}/`, [...around, real]);
      } else {
        files.push({ name: prefix + entry, path: child, size: fileSize(child, info) });
      }
    }
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
