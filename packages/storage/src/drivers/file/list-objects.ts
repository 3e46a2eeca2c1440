import { stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { listFolder } from "../../list-folder.ts";
import type { StoredObject } from "../storage-driver.ts";

/**
 * Lists the files below a folder, or those beside a path whose names begin as it does, as a bucket would. `addressOf`
 * makes an address of a path.
 */
export async function listObjects(
  path: string,
  addressOf: (path: string) => string,
  signal: AbortSignal | undefined,
): Promise<StoredObject[]> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  const folder = isFolder ? path : dirname(path);
  const isThere = isFolder || (await stat(folder).catch(() => undefined))?.isDirectory() === true;
  if (!isThere || (!isFolder && path.endsWith(sep))) {
    return [];
  }
  const beginning = isFolder ? "" : basename(path);
  const files = await listFolder(folder, { filter: (name) => name.startsWith(beginning), signal });
  return files.map(({ name, size }) => ({ url: addressOf(join(folder, name)), name, size }));
}
