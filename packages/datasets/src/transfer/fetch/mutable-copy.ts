import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DatasetFileError } from "../../errors.ts";

/**
 * Copies a folder of the cache to a place where it may be changed. The new folder appears complete or not at all.
 *
 * @throws {@link DatasetFileError} when there is something in the target folder, and it may not be overwritten.
 */
export async function mutableCopy(
  source: string,
  target: string,
  { overwrite }: { overwrite: boolean },
): Promise<string> {
  const folder = resolve(target);
  const workspace = `${folder}.${randomUUID()}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    // Links lead to the cache: what is written through them would change the copies of others.
    await cp(source, workspace, { recursive: true, dereference: true, preserveTimestamps: true });
    await clear(folder, overwrite);
    await rename(workspace, folder);
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/**
 * Makes sure that nothing is in the target folder of a copy.
 *
 * @throws {@link DatasetFileError} when there is something in it, or it is a file.
 */
export async function requireEmpty(target: string): Promise<void> {
  const content = await readdir(target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") {
      return [];
    }
    throw new DatasetFileError(target, `cannot hold a copy of a dataset: ${cause.message}`, { cause });
  });
  if (content.length > 0) {
    throw new DatasetFileError(target, "holds files already. Choose another folder, or pass overwrite: true.");
  }
}

async function clear(folder: string, overwrite: boolean): Promise<void> {
  if (!overwrite) {
    await requireEmpty(folder);
  }
  await rm(folder, { recursive: true, force: true });
}
