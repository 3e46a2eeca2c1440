import { createHash, type Hash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, utimes } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeNewFile } from "@clearml-ts/archive";
import { ContentMismatchError } from "../errors.ts";
import { type CacheContext, cacheFileName, cacheFolder, cacheRoot, unpackedFolder } from "./cache-path.ts";
import type { CacheLimits } from "./choose-evictions.ts";
import { lockDownload } from "./entry-lock.ts";
import { evict } from "./evict.ts";
import { SharedWork } from "./shared-work.ts";
import { VerifiedCopies } from "./verified-copies.ts";

/** How to get a copy of an object into the cache. */
export interface CachedCopyOptions {
  context: CacheContext;
  /** Whether to fetch it again when there is a copy. */
  force: boolean;
  /** sha256 that the content must have; a copy with another one is fetched again. */
  hash?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Copies of remote objects on this machine, in the folder layout that the Python SDK uses and reads. */
export class LocalCache {
  readonly #downloads = new SharedWork<string | undefined>();
  readonly #verified = new VerifiedCopies();
  readonly #cacheDir: string;
  readonly #limits: CacheLimits;
  /** Numbers of entries that were raised, by context. */
  readonly #raised = new Map<CacheContext, number>();

  constructor(cacheDir: string, limits: CacheLimits) {
    this.#cacheDir = cacheDir;
    this.#limits = limits;
  }

  /**
   * Returns the path of the copy of `url`, calling `download` where it is missing or has another hash.
   * @throws {@link ContentMismatchError} when the stored object has another hash.
   */
  async copyOf(
    url: string,
    { context, force, hash, signal }: CachedCopyOptions,
    download: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
    retry: <T>(attempt: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>,
  ): Promise<string> {
    const folder = cacheFolder(this.#cacheDir, context);
    const path = join(folder, cacheFileName(url));
    if (!force && (await this.#isCurrent(path, hash, signal))) {
      return path;
    }
    const fetchIt = async (shared: AbortSignal) => {
      await mkdir(folder, { recursive: true });
      await using lock = await lockDownload(path, shared);
      if (lock.waited && !force && (await this.#isCurrent(path, hash, shared))) {
        return hash;
      }
      await evict(folder, this.#limitsOf(context), (entry) => this.#downloads.has(entry));
      const isHashed = hash !== undefined;
      const fetched = await retry(
        (limited) => writeWhole(path, download(limited), { isHashed, signal: limited }),
        shared,
      );
      if (fetched !== undefined) {
        await this.#verified.note(path, fetched);
      }
      await forgetUnpacked(path);
      return fetched;
    };
    const fetched = await this.#downloads.run(path, fetchIt, signal);
    if (hash !== undefined) {
      // Whoever began the download may not have asked for the hash.
      const actual = fetched ?? (await this.#verified.hashOf(path, signal));
      if (actual !== hash) {
        throw new ContentMismatchError(url, { expected: hash, actual: actual ?? "" });
      }
    }
    return path;
  }

  /** Removes the copies of an object that has other content from now on. */
  async forget(url: string): Promise<void> {
    const contexts = await readdir(cacheRoot(this.#cacheDir)).catch(() => []);
    for (const context of contexts) {
      const path = join(cacheFolder(this.#cacheDir, context), cacheFileName(url));
      await rm(path, { force: true });
      await forgetUnpacked(path);
    }
  }

  /**
   * Checks a file that needs no copy, because it is on this machine.
   * @throws {@link ContentMismatchError} when it has another hash.
   */
  async verify(url: string, path: string, hash: string, signal?: AbortSignal): Promise<void> {
    const actual = await this.#verified.hashOf(path, signal);
    if (actual !== hash) {
      throw new ContentMismatchError(url, { expected: hash, actual: actual ?? "" });
    }
  }

  /** Raises the number of entries that a context keeps, and returns it; a smaller number changes nothing, as in Python. */
  raiseLimit(context: CacheContext, entries: number): number {
    const raised = Math.max(this.#limitsOf(context).entries, entries);
    this.#raised.set(context, raised);
    return raised;
  }

  #limitsOf(context: CacheContext): CacheLimits {
    return { ...this.#limits, entries: this.#raised.get(context) ?? this.#limits.entries };
  }

  async #isCurrent(path: string, hash: string | undefined, signal: AbortSignal | undefined): Promise<boolean> {
    if (hash === undefined) {
      return await touch(path);
    }
    if ((await this.#verified.hashOf(path, signal)) !== hash || !(await touch(path))) {
      return false;
    }
    await this.#verified.note(path, hash);
    return true;
  }
}

/** Marks a copy as used now; false means that the copy is missing. */
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

/** Writes a file so that other processes see all of it or nothing, and returns the sha256 of its content where it is hashed. */
async function writeWhole(
  path: string,
  content: AsyncIterable<Uint8Array>,
  { isHashed, signal }: { isHashed: boolean; signal: AbortSignal },
): Promise<string | undefined> {
  const partial = `${path}_${randomUUID().slice(0, 8)}.partially`;
  const hash = isHashed ? createHash("sha256") : undefined;
  await writeNewFile(partial, hash ? hashed(content, hash) : content, { signal });
  try {
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return hash?.digest("hex");
}

async function* hashed(content: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Removes the folders into which the copy before was unpacked. */
async function forgetUnpacked(path: string): Promise<void> {
  const prefix = unpackedFolder(basename(path), "");
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names) {
    if (name.startsWith(prefix)) {
      await rm(join(dirname(path), name), { recursive: true, force: true });
    }
  }
}
