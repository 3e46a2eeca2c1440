import { join } from "node:path";
import { requireIdForPath, requirePathInside } from "@clearml-ts/protocol";
import type { Storage } from "@clearml-ts/storage";

// Ids and paths of datasets come from a server. None becomes a path on this machine but through these functions,
// and the class of the archive package that makes the files of zips.

/**
 * Returns the folder of the cache for the copy of a version, the same as that of the Python SDK.
 *
 * @throws {@link UnsafePathError} when the id would lead out of the cache.
 */
export function copyFolder(storage: Storage, id: string): string {
  return join(storage.cacheFolder("datasets"), `ds_${requireIdForPath("dataset id", id)}`);
}

/**
 * Returns the start of the names of the zips of a version.
 *
 * @throws {@link UnsafePathError} when the id would lead out of a folder.
 */
export function zipPrefix(id: string): string {
  return `dataset.${requireIdForPath("dataset id", id)}.`;
}

/**
 * Returns where a file of a dataset is below a folder of this machine.
 *
 * @throws {@link UnsafePathError} when the path leads out of the folder.
 */
export function fileBelow(folder: string, path: string): string {
  return join(folder, requirePathInside("dataset path", path));
}
