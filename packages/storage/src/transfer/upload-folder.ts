import { listFolder } from "../list-folder.ts";
import type { Storage } from "../storage.ts";
import type { FolderOptions } from "../storage-options.ts";
import { quoteUrl } from "../urls/quote-url.ts";

/** Files on their way at one time. */
export const DEFAULT_CONCURRENCY = 8;

/** Where {@link uploadFolder} stores the files, and how. */
export interface UploadFolderTarget extends FolderOptions {
  url: string;
}

/** Stores every file of a folder below an address, and returns the address to record. */
export async function uploadFolder(
  storage: Pick<Storage, "uploadFile">,
  folder: string,
  { url, filter, concurrency = DEFAULT_CONCURRENCY, onProgress, signal }: UploadFolderTarget,
): Promise<string> {
  const base = url.replace(/\/+$/, "");
  const files = await listFolder(folder, { ...(filter && { filter }), signal });
  const { default: pMap } = await import("p-map");
  await pMap(
    files,
    async ({ name, path }) => await storage.uploadFile(path, `${base}/${name}`, { onProgress, signal }),
    { concurrency, ...(signal && { signal }) },
  );
  return quoteUrl(url);
}
