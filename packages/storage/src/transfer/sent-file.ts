import { type BigIntStats, openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { UploadError } from "../errors.ts";

/** A file whose bytes stay on disk until they are sent, and that is opened anew for each attempt. */
export interface SentFile {
  /** Bytes of the file when it was found. */
  size: number;
  /**
   * Opens the file as it was found.
   * @throws {@link UploadError} when it has changed since, or is gone.
   */
  open(): Promise<Blob>;
}

/**
 * Finds a file that is to be sent.
 * @throws {@link UploadError} when there is no such file.
 */
export async function findFile(path: string, url: string): Promise<SentFile> {
  const found = await read(path, url);
  return {
    size: Number(found.size),
    async open() {
      const now = await read(path, url);
      if (now.size !== found.size || now.mtimeNs !== found.mtimeNs) {
        throw new UploadError(url, `${path} changed while it was sent. Upload it again when it is complete.`);
      }
      return await openAsBlob(path);
    },
  };
}

async function read(path: string, url: string): Promise<BigIntStats> {
  let found: BigIntStats;
  try {
    found = await stat(path, { bigint: true });
  } catch (cause) {
    throw new UploadError(url, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (!found.isFile()) {
    throw new UploadError(url, `${path} is not a file. Pack a folder with createZip first.`);
  }
  return found;
}

/** Tells whether an upload failed because its file could not be read, which a blob says without a reason. */
export function isUnreadable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "NotReadableError") {
      return true;
    }
  }
  return false;
}
