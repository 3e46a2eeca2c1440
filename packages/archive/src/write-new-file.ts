import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** How {@link writeNewFile} writes. */
export interface WriteNewFileOptions {
  /** Permissions of the file. @default 0o666 without the umask */
  mode?: number;
  signal?: AbortSignal | undefined;
}

/** Bytes that may wait for the disk while more comes; all of them are then written at once. */
const AHEAD = 1 << 20;

/** Writes a stream into a file that must not exist yet, and leaves none behind when it fails. */
export async function writeNewFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  { mode, signal }: WriteNewFileOptions = {},
): Promise<void> {
  const file = createWriteStream(path, { flags: "wx", highWaterMark: AHEAD, ...(mode !== undefined && { mode }) });
  try {
    await pipeline(content, file, { ...(signal && { signal }) });
  } catch (error) {
    // A stream that is destroyed early still opens its file: what is removed before that would come back.
    if (!file.closed) {
      await once(file, "close").catch(() => {});
    }
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      await rm(path, { force: true });
    }
    throw error;
  }
}
