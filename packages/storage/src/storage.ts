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
import { quoteUrl } from "./urls/quote-url.ts";

/** What {@link createStorage} puts together. */
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
  /** What to do when a server is busy or a connection breaks. @default 8 more attempts within about two minutes */
  retry?: Partial<RetryPolicy>;
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

/** Options of {@link Storage.getLocalCopy}. */
export interface LocalCopyOptions extends StorageCallOptions {
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
   * @throws {@link UploadError}
   */
  uploadFile(path: string, url: string, options?: UploadOptions): Promise<string>;
  /**
   * Stores bytes or a text. Returns the address to record, as {@link Storage.uploadFile} does.
   * @throws {@link UploadError}
   */
  upload(data: Uint8Array | string, url: string, options?: UploadOptions): Promise<string>;
  /**
   * Returns the path of a copy on this machine, fetching it the first time; what is a local file already is not copied.
   * The address is taken as it was recorded. Do not write to the file: others are given the same one. An upload to the
   * same address through this storage forgets the copy; what others upload there is only noticed by its `hash`.
   * @throws {@link ObjectNotFoundError}, {@link DownloadError}
   * @throws {@link ContentMismatchError} when what is stored does not have the `hash`.
   */
  getLocalCopy(url: string, options?: LocalCopyOptions): Promise<string>;
  /**
   * Writes the content of an object into a new file, past the cache.
   * @throws {@link ObjectNotFoundError}, {@link DownloadError}
   */
  downloadFile(url: string, path: string, options?: StorageCallOptions): Promise<void>;
  /**
   * Returns the content of an object, past the cache.
   * @throws {@link ObjectNotFoundError}, {@link DownloadError}
   */
  read(url: string, options?: StorageCallOptions): Promise<Uint8Array>;
  /** Tells whether there is an object at this address. */
  exists(url: string, options?: StorageCallOptions): Promise<boolean>;
  /**
   * Returns the bytes of an object, or undefined where the store does not say.
   * @throws {@link ObjectNotFoundError}
   */
  size(url: string, options?: StorageCallOptions): Promise<number | undefined>;
  /**
   * Deletes an object; false means that there was none.
   * @throws {@link RemoveError}
   */
  remove(url: string, options?: StorageCallOptions): Promise<boolean>;
  /** Returns the folder where copies of a context are kept. It need not exist yet. */
  cacheFolder(context?: CacheContext): string;
}

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
  const persist = <T>(attempt: () => Promise<T>, signal?: AbortSignal) =>
    retry(attempt, { policy, isTransient, signal });

  async function store(content: Blob, url: string, call: UploadOptions): Promise<string> {
    const driver = driverFor(url);
    await persist(() => driver.upload(content, url, call), call.signal);
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

    async getLocalCopy(url, { context = "global", force = false, hash, signal } = {}) {
      const driver = driverFor(url);
      const local = driver.localPath?.(url);
      if (local === undefined) {
        return await cache.copyOf(
          url,
          { context, force, hash, signal },
          (shared) => driver.download(url, { signal: shared }),
          persist,
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

    async downloadFile(url, path, { signal } = {}) {
      const driver = driverFor(url);
      await persist(() => writeNewFile(path, driver.download(url, { signal }), { signal }), signal);
    },

    async read(url, { signal } = {}) {
      const driver = driverFor(url);
      return await persist(async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of driver.download(url, { signal })) {
          chunks.push(chunk);
        }
        return new Uint8Array(Buffer.concat(chunks));
      }, signal);
    },

    exists: async (url, call = {}) => await persist(() => driverFor(url).exists(url, call), call.signal),
    size: async (url, call = {}) => await persist(() => driverFor(url).size(url, call), call.signal),
    remove: async (url, call = {}) => await persist(() => driverFor(url).remove(url, call), call.signal),
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
