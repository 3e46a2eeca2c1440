import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { UPLOADS } from "../files/file-path.ts";

/** One file of a file store. */
export interface StoredFile {
  /** Its path in the store, with forward slashes. */
  readonly path: string;
  /** Where it is on the disk. */
  readonly place: string;
  readonly bytes: number;
  readonly modified: number;
}

/** Yields what a file store holds, folder by folder; what is deleted while it looks is left out. */
export async function* storedFiles(root: string, folder = ""): AsyncGenerator<StoredFile> {
  for (const entry of await entriesOf(join(root, folder))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (path === UPLOADS) {
      continue;
    }
    if (entry.isDirectory()) {
      yield* storedFiles(root, path);
    }
    if (!entry.isFile()) {
      continue;
    }
    const place = join(root, path);
    const found = await ifThere(lstat(place));
    if (found) {
      yield { path, place, bytes: found.size, modified: found.mtimeMs };
    }
  }
}

async function entriesOf(folder: string) {
  const opened = await ifThere(opendir(folder));
  const entries = [];
  if (opened) {
    for await (const entry of opened) {
      entries.push(entry);
    }
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  });
}
