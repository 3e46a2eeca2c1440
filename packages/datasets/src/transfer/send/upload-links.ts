import { sha256File } from "@clearml-ts/archive";
import type { Task } from "@clearml-ts/tasks";
import pMap from "p-map";
import { DatasetFileError } from "../../errors.ts";
import type { FileEntry, LinkEntry } from "../../manifest/entry.ts";
import { FileCount, type OnProgress, totalsOf } from "../progress.ts";

/** How files are uploaded one by one. */
export interface UploadLinksOptions {
  /** URL below which they are stored. */
  destination: string;
  /** Files that are uploaded at the same time. */
  workers: number;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Uploads files as objects of their own, below a folder of the version, and answers the links to them.
 *
 * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
 */
export async function uploadAsLinks(
  task: Task,
  files: readonly FileEntry[],
  { destination, workers, onProgress, signal }: UploadLinksOptions,
): Promise<LinkEntry[]> {
  const folder = `${destination.replace(/\/+$/, "")}/external_links/${task.id}`;
  const count = new FileCount("upload", totalsOf(files), onProgress);
  const upload = async ({ path, localPath, hash, size, storedIn }: FileEntry): Promise<LinkEntry> => {
    if (localPath === undefined) {
      throw new DatasetFileError(path, "was never uploaded, and is not known on this machine. Add it again.");
    }
    const actual = await sha256File(localPath, { ...(signal && { signal }) }).catch((cause: unknown) => {
      throw new DatasetFileError(localPath, "is gone since it was added to the dataset. Add or remove it.", { cause });
    });
    if (actual !== hash) {
      throw new DatasetFileError(localPath, "changed after it was added to the dataset. Add it again, then upload.");
    }
    const link = await task.connection.storage.uploadFile(localPath, `${folder}/${path}`, { hash, signal });
    count.add(size);
    return { path, link, hash, size, storedIn };
  };
  return await pMap(files, upload, { concurrency: workers, ...(signal && { signal }) });
}
