import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { writeNewFile } from "@clearml-ts/archive";
import { type CacheContext, cacheFolder } from "./cache/cache-path.ts";
import { LocalCache } from "./cache/local-cache.ts";
import type { Fetch } from "./drivers/fetch.ts";
import { createFileDriver } from "./drivers/file-driver.ts";
import { createHttpDriver } from "./drivers/http-driver.ts";
import type { StorageDriver } from "./drivers/storage-driver.ts";
import { ObjectNotFoundError, StorageError, UnsupportedSchemeError, UploadError } from "./errors.ts";
import { DEFAULT_RETRY, type RetryPolicy, retry } from "./retry.ts";
import { MAX_FILE, MAX_READ, withinSize } from "./size-limit.ts";
import { TimeLimit } from "./time-limit.ts";
import { quoteUrl } from "./urls/quote-url.ts";

/** Options of {@link createStorage}. */
export interface StorageOptions {
  /** Address of the ClearML file server, such as `https://files.clear.ml`. */
  filesServer: string;
  /** Further file servers of the same ClearML, which may be shown the credentials as well. @default none */
  otherFilesServers?: readonly string[];
  /** Folder of the local cache, such as `~/.clearml/cache`. */
  cacheDir: string;
  /** Copies that each context of the cache keeps. @default 100 */
  cacheLimit?: number;
  /** Headers that authenticate a request to a file server; never asked for another host. @default no headers */
  authorize?: (url: URL) => Promise<Record<string, string>>;
  /** Sends http requests. @default the global fetch */
  fetch?: Fetch;
  /** Drivers for further kinds of store; they are asked before the built-in ones. @default none */
  drivers?: readonly StorageDriver[];
  /** Patience with busy servers and broken connections. @default 8 more attempts within about two minutes */
  retry?: Partial<RetryPolicy>;
  /**
   * Longest time of one operation, all its attempts included, in milliseconds; 50 KiB that are moved prolong it by a
   * second. @default 5 minutes
   */
  timeout?: number | undefined;
}

/** Options of a single operation. */
export interface StorageCallOptions {
  signal?: AbortSignal | undefined;
}

/** Options of an upload. */
export interface UploadOptions extends StorageCallOptions {
  /** Media type of the content. @default "binary/octet-stream" */
  contentType?: string | undefined;
}

/** Options of an operation that fetches an object. */
export interface DownloadOptions extends StorageCallOptions {
  /**
   * Bytes at which the download ends with an error.
   * @default 1 GiB for `read()`; for files the size that the store announces, and 64 GiB where it announces none
   */
  maxBytes?: number | undefined;
}

/** Options of {@link Storage.getLocalCopy}. */
export interface LocalCopyOptions extends DownloadOptions {
  /** Part of the cache to keep the copy in. @default "global" */
  context?: CacheContext;
  /** Whether to fetch the object again when a copy is there. @default false */
  force?: boolean;
  /** sha256 that the content must have: a copy with another one is fetched again. @default any copy will do */
  hash?: string | undefined;
}

/** Moves objects between this machine and where their addresses point. */
export interface Storage {
  /**
   * Stores a file, streamed from disk, under an address as people write it (not percent-encoded).
   * Returns the address to record: the same, percent-encoded where it is http(s).
   * @throws {@link UploadError} when the content cannot be read or stored.
   */
  uploadFile(path: string, url: string, options?: UploadOptions): Promise<string>;
  /**
   * Stores bytes or a text. Returns the address to record, as {@link Storage.uploadFile} does.
   * @throws {@link UploadError} when the content cannot be read or stored.
   */
  upload(data: Uint8Array | string, url: string, options?: UploadOptions): Promise<string>;
  /**
   * Returns the path of a copy on this machine, fetching it the first time; a file of this machine is not copied.
   * The address is taken as it was recorded. Do not write to the file: others are given the same one. An upload to the
   * same address through this storage forgets the copy; uploads of others are only noticed by the `hash`.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   * @throws {@link ObjectTooLargeError} when it has more than `maxBytes`.
   * @throws {@link StorageTimeoutError} when it takes more than five minutes and a second for each 50 KiB.
   * @throws {@link ContentMismatchError} when the stored object does not have the `hash`.
   */
  getLocalCopy(url: string, options?: LocalCopyOptions): Promise<string>;
  /**
   * Writes the content of an object into a new file, past the cache.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   * @throws {@link ObjectTooLargeError} when it has more than `maxBytes`.
   * @throws {@link StorageTimeoutError} when it takes more than five minutes and a second for each 50 KiB.
   */
  downloadFile(url: string, path: string, options?: DownloadOptions): Promise<void>;
  /**
   * Returns the content of an object, past the cache.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   * @throws {@link ObjectTooLargeError} when it has more than `maxBytes`.
   * @throws {@link StorageTimeoutError} when it takes more than five minutes and a second for each 50 KiB.
   */
  read(url: string, options?: DownloadOptions): Promise<Uint8Array>;
  /** Tells whether there is an object at this address. */
  exists(url: string, options?: StorageCallOptions): Promise<boolean>;
  /**
   * Returns the bytes of an object, or undefined where the store does not say.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   */
  size(url: string, options?: StorageCallOptions): Promise<number | undefined>;
  /**
   * Deletes an object; false means that it was not there.
   * @throws {@link RemoveError} when the store refuses.
   */
  remove(url: string, options?: StorageCallOptions): Promise<boolean>;
  /** Returns the folder where copies of a context are kept. It need not exist yet. */
  cacheFolder(context?: CacheContext): string;
}

/** One try of an operation. */
type Attempt<T> = (signal: AbortSignal) => Promise<T>;

const TIMEOUT = 300_000;

/** Makes a storage that knows the ClearML file server, other http(s) hosts, and the folders of this machine. */
export function createStorage(options: StorageOptions): Storage {
  const { filesServer, otherFilesServers = [], cacheDir, cacheLimit = 100, authorize, fetch } = options;
  const policy = { ...DEFAULT_RETRY, ...options.retry };
  const filesServers = [filesServer, ...otherFilesServers];
  const drivers = [
    ...(options.drivers ?? []),
    createHttpDriver({ filesServers, authorize, fetch }),
    createFileDriver(),
  ];
  const cache = new LocalCache(cacheDir, cacheLimit);

  function driverFor(url: string): StorageDriver {
    const driver = drivers.find((candidate) => candidate.supports(url));
    if (driver === undefined) {
      throw new UnsupportedSchemeError(url);
    }
    return driver;
  }

  const isTransient = (error: Error) => error instanceof StorageError && error.transient;
  const { timeout = TIMEOUT } = options;

  async function persist<T>(attempt: Attempt<T>, limit: TimeLimit, signal: AbortSignal | undefined): Promise<T> {
    return await limit.run(
      async (limited) => await retry(() => attempt(limited), { policy, isTransient, signal: limited }),
      signal,
    );
  }

  const brief = <T>(url: string, attempt: Attempt<T>, { signal }: StorageCallOptions): Promise<T> =>
    persist(attempt, new TimeLimit(url, timeout), signal);

  function intoFile(url: string, limit: TimeLimit, { maxBytes, signal }: DownloadOptions): AsyncIterable<Uint8Array> {
    const driver = driverFor(url);
    const content = limit.counted(driver.download(url, { signal }));
    return withinSize(
      content,
      maxBytes === undefined
        ? { url, maxBytes: MAX_FILE, announced: () => driver.size(url, { signal }) }
        : { url, maxBytes },
    );
  }

  async function store(content: Blob, url: string, call: UploadOptions): Promise<string> {
    const driver = driverFor(url);
    const limit = new TimeLimit(url, timeout, content.size);
    await persist((signal) => driver.upload(content, url, { ...call, signal }), limit, call.signal);
    const recorded = quoteUrl(url);
    await cache.forget(recorded);
    return recorded;
  }

  return {
    async uploadFile(path, url, call = {}) {
      return await store(await openFile(path, url), url, call);
    },

    async upload(data, url, call = {}) {
      return await store(new Blob([data]), url, call);
    },

    async getLocalCopy(url, { context = "global", force = false, hash, maxBytes, signal } = {}) {
      const driver = driverFor(url);
      const local = driver.localPath?.(url);
      if (local === undefined) {
        const limit = new TimeLimit(url, timeout);
        return await cache.copyOf(
          url,
          { context, force, hash, signal },
          (limited) => intoFile(url, limit, { maxBytes, signal: limited }),
          (attempt, shared) => persist(attempt, limit, shared),
        );
      }
      if (!(await driver.exists(url, { signal }))) {
        throw new ObjectNotFoundError(url);
      }
      if (hash !== undefined) {
        await cache.verify(url, local, hash, signal);
      }
      return local;
    },

    async downloadFile(url, path, { maxBytes, signal } = {}) {
      const limit = new TimeLimit(url, timeout);
      const write = (limited: AbortSignal) =>
        writeNewFile(path, intoFile(url, limit, { maxBytes, signal: limited }), { signal: limited });
      await persist(write, limit, signal);
    },

    async read(url, { maxBytes = MAX_READ, signal } = {}) {
      const driver = driverFor(url);
      const limit = new TimeLimit(url, timeout);
      const load = async (limited: AbortSignal) => {
        const chunks: Uint8Array[] = [];
        const content = limit.counted(driver.download(url, { signal: limited }));
        for await (const chunk of withinSize(content, { url, maxBytes })) {
          chunks.push(chunk);
        }
        return new Uint8Array(Buffer.concat(chunks));
      };
      return await persist(load, limit, signal);
    },

    exists: async (url, call = {}) => await brief(url, (signal) => driverFor(url).exists(url, { signal }), call),
    size: async (url, call = {}) => await brief(url, (signal) => driverFor(url).size(url, { signal }), call),
    remove: async (url, call = {}) => await brief(url, (signal) => driverFor(url).remove(url, { signal }), call),
    cacheFolder: (context = "global") => cacheFolder(cacheDir, context),
  };
}

/** Opens a file as a blob whose bytes stay on disk until they are sent. */
async function openFile(path: string, url: string): Promise<Blob> {
  try {
    if ((await stat(path)).isFile()) {
      return await openAsBlob(path);
    }
  } catch (cause) {
    throw new UploadError(url, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new UploadError(url, `${path} is not a file. Pack a folder with createZip first.`);
}
