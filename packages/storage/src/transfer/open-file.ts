import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { UploadError } from "../errors.ts";

/**
 * Opens a file as a blob whose bytes stay on disk until they are sent.
 * @throws {@link UploadError} when there is no such file.
 */
export async function openFile(path: string, url: string): Promise<Blob> {
  try {
    if ((await stat(path)).isFile()) {
      return await openAsBlob(path);
    }
  } catch (cause) {
    throw new UploadError(url, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new UploadError(url, `${path} is not a file. Pack a folder with createZip first.`);
}
