import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { writeNewFile } from "../write-new-file.ts";
import { type CacheContext, cacheFileName, cacheFolder } from "./cache-path.ts";
import { evict } from "./evict.ts";
import { SharedWork } from "./shared-work.ts";

/** How to get a copy of an object into the cache. */
export interface CachedCopyOptions {
  context: CacheContext;
  /** Whether to fetch it again when there is a copy. */
  force: boolean;
  signal?: AbortSignal | undefined;
}

/** Copies of remote objects on this machine, in the folder layout that the Python SDK uses and reads. */
export class LocalCache {
  readonly #downloads = new SharedWork<string>();

  constructor(
    readonly cacheDir: string,
    readonly limit: number,
  ) {}

  /** Returns the path of the copy of `url`, calling `download` where there is none yet. */
  async copyOf(
    url: string,
    { context, force, signal }: CachedCopyOptions,
    download: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
    retry: <T>(attempt: () => Promise<T>, signal: AbortSignal) => Promise<T>,
  ): Promise<string> {
    const folder = cacheFolder(this.cacheDir, context);
    const path = join(folder, cacheFileName(url));
    if (!force && (await touch(path))) {
      return path;
    }
    const fetchIt = async (shared: AbortSignal) => {
      await mkdir(folder, { recursive: true });
      await evict(folder, this.limit, (entry) => this.#downloads.has(entry));
      await retry(() => writeWhole(path, download(shared), shared), shared);
      return path;
    };
    return await this.#downloads.run(path, fetchIt, signal);
  }
}

/** Marks a copy as used now; false means that there is none. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  try {
    await utimes(path, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    // A read-only cache is a good cache.
    if (["EPERM", "EACCES", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return true;
    }
    throw error;
  }
}

/** Writes a file so that other processes see all of it or nothing. */
async function writeWhole(path: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const partial = `${path}_${randomUUID().slice(0, 8)}.partially`;
  await writeNewFile(partial, content, { signal });
  try {
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
