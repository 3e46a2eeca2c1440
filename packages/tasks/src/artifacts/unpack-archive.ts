import { randomUUID } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import { extractZip } from "@clearml-ts/archive";
import { unpackedFolder } from "@clearml-ts/storage";

/** How {@link unpackArchive} unpacks. */
export interface UnpackArchiveOptions {
  /** Name of the artifact or model, which becomes part of the folder's name. */
  name: string;
  /** Unpack again although the folder is there. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/**
 * Unpacks a downloaded zip beside itself, under the name the Python SDK looks for, and returns the folder.
 * It appears there complete or not at all.
 */
export async function unpackArchive(
  zip: string,
  { name, force = false, signal }: UnpackArchiveOptions,
): Promise<string> {
  const folder = unpackedFolder(zip, name);
  if (!force && (await isFolder(folder))) {
    return folder;
  }
  const workspace = `${folder}.${randomUUID()}`;
  try {
    await extractZip(zip, workspace, signal ? { signal } : {});
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
