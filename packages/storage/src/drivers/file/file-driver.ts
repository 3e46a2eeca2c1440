import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, rm, stat, unlink } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { writeNewFile } from "@clearml-ts/archive";
import { DownloadError, ObjectNotFoundError, RemoveError, UploadError } from "../../errors.ts";
import type { DriverOptions, DriverUploadOptions, StorageDriver } from "../storage-driver.ts";
import { listObjects } from "./list-objects.ts";
import { addressOfPath, isAddress, localPathOf } from "./local-path.ts";

/** Makes the driver for `file://` addresses and plain paths: folders of this machine, or shared ones. */
export function createFileDriver(): StorageDriver {
  return {
    supports: (url) => /^file:\/\//i.test(url) || !isAddress(url),
    localPath: (url) => localPathOf(url),

    async upload(content, url, options = {}) {
      const path = localPathOf(url);
      const partial = `${path}.${randomUUID()}.partially`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeNewFile(partial, counted(content, options), { mode: 0o664, ...pick(options) });
        await rename(partial, path);
      } catch (cause) {
        await rm(partial, { force: true }).catch(() => {});
        options.signal?.throwIfAborted();
        throw new UploadError(url, (cause as Error).message, { cause });
      }
    },

    async *download(url, options = {}) {
      try {
        yield* createReadStream(localPathOf(url), { highWaterMark: 1 << 20, ...pick(options) });
      } catch (cause) {
        options.signal?.throwIfAborted();
        if (isMissing(cause)) {
          throw new ObjectNotFoundError(url, { cause });
        }
        throw new DownloadError(url, (cause as Error).message, { cause });
      }
    },

    exists: async (url) => (await fileSize(url)) !== undefined,

    async size(url) {
      const size = await fileSize(url);
      if (size === undefined) {
        throw new ObjectNotFoundError(url);
      }
      return size;
    },

    async remove(url) {
      try {
        await unlink(localPathOf(url));
        return true;
      } catch (cause) {
        if (isMissing(cause)) {
          return false;
        }
        throw new RemoveError(url, (cause as Error).message, { cause });
      }
    },

    async *list(url, { signal } = {}) {
      const [scheme = ""] = /^file:\/\//i.exec(url) ?? [];
      const path = localPathOf(url) + (url.endsWith("/") ? sep : "");
      yield* await listObjects(path, (found) => addressOfPath(scheme, found), signal);
    },
  };
}

async function fileSize(url: string): Promise<number | undefined> {
  try {
    const found = await stat(localPathOf(url));
    return found.isFile() ? found.size : undefined;
  } catch (cause) {
    if (isMissing(cause)) {
      return undefined;
    }
    throw new DownloadError(url, (cause as Error).message, { cause });
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}

async function* counted(content: Blob, { onBytes }: DriverUploadOptions): AsyncGenerator<Uint8Array> {
  for await (const chunk of content.stream()) {
    yield chunk;
    onBytes?.(chunk.length);
  }
}

function pick({ signal }: DriverOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
