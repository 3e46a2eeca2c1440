import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { requirePathInside } from "@clearml-ts/protocol";
import type { StoredObject } from "../drivers/storage-driver.ts";
import type { Storage } from "../storage.ts";
import type { DownloadFolderOptions } from "../storage-options.ts";
import { DEFAULT_CONCURRENCY } from "./upload-folder.ts";

/** The folder into which {@link downloadFolder} writes, and how. */
export interface DownloadFolderTarget extends DownloadFolderOptions {
  folder: string;
}

/** Fetches every object whose address begins with `url` into a folder, and returns the paths. */
export async function downloadFolder(
  storage: Pick<Storage, "list" | "downloadFile">,
  url: string,
  { folder, filter = () => true, overwrite = false, concurrency, onProgress, signal }: DownloadFolderTarget,
): Promise<string[]> {
  async function fetchInto({ url: object, name, size }: StoredObject): Promise<string> {
    // Names come from the store.
    const path = join(folder, requirePathInside("object name", name));
    const present = await stat(path).catch(() => undefined);
    if (present !== undefined && !overwrite && present.size === size) {
      return path;
    }
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await storage.downloadFile(object, path, { onProgress, signal });
    return path;
  }

  async function* wanted(): AsyncGenerator<StoredObject> {
    for await (const object of storage.list(url, { signal })) {
      // Consoles of stores show folders as empty objects with a slash at the end.
      if (!object.name.endsWith("/") && filter(object.name)) {
        yield object;
      }
    }
  }

  await mkdir(folder, { recursive: true });
  const { default: pMap } = await import("p-map");
  return await pMap(wanted(), fetchInto, {
    concurrency: concurrency ?? DEFAULT_CONCURRENCY,
    ...(signal && { signal }),
  });
}
