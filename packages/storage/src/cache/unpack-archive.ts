import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { extractTarGz, extractZip } from "@clearml-ts/archive";
import { unpackedFolder } from "./cache-path.ts";

/** How {@link unpackArchive} unpacks. */
export interface UnpackArchiveOptions {
  /** Ending of the folder's name. */
  name: string;
  /** Path that the copy of the archive has in the cache, beside which the folder is. */
  cached: string;
  /** Unpack again although the folder is there. @default false */
  force?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** Names of archives that are not zips. */
const TAR_GZ = /\.(?:tgz|tar\.gz)$/i;

/**
 * Unpacks a zip, or a `.tar.gz`, into the cache, under the name that the Python SDK looks for, and returns the folder. It appears there
 * complete or not at all.
 */
export async function unpackArchive(
  archive: string,
  { name, cached, force = false, signal }: UnpackArchiveOptions,
): Promise<string> {
  const folder = unpackedFolder(cached, name);
  if (!force && (await isFolder(folder))) {
    return folder;
  }
  const workspace = `${folder}.${randomUUID()}`;
  try {
    await mkdir(dirname(folder), { recursive: true });
    const extract = TAR_GZ.test(cached) ? extractTarGz : extractZip;
    await extract(archive, workspace, signal ? { signal } : {});
    if (force) {
      await rm(folder, { recursive: true, force: true });
    }
    await rename(workspace, folder);
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    // Another reader may have been quicker; its copy is equal.
    if (force || signal?.aborted || !(await isFolder(folder))) {
      throw error;
    }
  }
  return folder;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
