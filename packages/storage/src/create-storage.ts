import { join } from "node:path";
import { cacheFileName, cacheFolder } from "./cache/cache-path.ts";
import { lockDownload, lockEntry } from "./cache/entry-lock.ts";
import { LocalCache } from "./cache/local-cache.ts";
import { unpackArchive } from "./cache/unpack-archive.ts";
import { addressOfPath } from "./drivers/file/local-path.ts";
import { ListingUnsupportedError, ObjectNotFoundError, UploadError } from "./errors.ts";
import { MAX_FILE, MAX_READ, withinSize } from "./limits/size-limit.ts";
import type { TimeLimit } from "./limits/time-limit.ts";
import { type Place, Places } from "./places.ts";
import type { Storage } from "./storage.ts";
import type { DownloadOptions, StorageCallOptions, StorageOptions, UploadOptions } from "./storage-options.ts";
import { downloadFolder } from "./transfer/download-folder.ts";
import { type Attempt, Patience } from "./transfer/patience.ts";
import { Progress } from "./transfer/progress.ts";
import { findFile, findParts, isUnreadable, type SentFile } from "./transfer/sent-file.ts";
import { uploadFolder } from "./transfer/upload-folder.ts";
import { writeCompleteFile } from "./transfer/write-complete-file.ts";
import { quoteUrl } from "./urls/quote-url.ts";

/**
 * Makes a storage that knows the ClearML file server, other http(s) hosts, `s3://`, `gs://` and `azure://`, and the folders
 * of this machine.
 */
export function createStorage(options: StorageOptions): Storage {
  const { cacheDir, cacheLimit = 100, cacheSize, directAccess } = options;
  const places = new Places(options);
  const cache = new LocalCache(cacheDir, { entries: cacheSize ? Number.POSITIVE_INFINITY : cacheLimit, ...cacheSize });
  const patience = new Patience(options);

  async function brief<T>(
    recorded: string,
    operation: (place: Place, signal: AbortSignal) => Promise<T>,
    { signal }: StorageCallOptions,
  ): Promise<T> {
    const place = places.find(recorded);
    return await patience.run((limited) => operation(place, limited), patience.limit(place.url), { signal });
  }

  /** The content on its way into a file: limited in time and size, with its progress told. */
  async function* incoming(
    { driver, url }: Place,
    limit: TimeLimit,
    { maxBytes, onProgress, signal }: DownloadOptions,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const announced = () => driver.size(url, { signal });
    const progress = onProgress && new Progress(url, await announced(), onProgress);
    const content = limit.counted(driver.download(url, { signal }));
    const bounded = withinSize(
      content,
      maxBytes === undefined ? { url, maxBytes: MAX_FILE, announced } : { url, maxBytes },
    );
    yield* progress === undefined ? bounded : progress.counted(bounded);
  }

  async function store({ size, open, pieces }: SentFile, recorded: string, call: UploadOptions): Promise<string> {
    const { driver, url } = places.find(recorded);
    const { contentType, hash, onProgress } = call;
    const attempt: Attempt<void> = async (signal) => {
      const progress = onProgress && new Progress(url, size, onProgress);
      const onBytes = progress && ((bytes: number) => progress.add(bytes));
      try {
        await driver.upload(await open(), url, { contentType, hash, signal, onBytes, pieces });
      } catch (cause) {
        throw isUnreadable(cause) ? new UploadError(url, (cause as Error).message, { cause, transient: true }) : cause;
      }
    };
    await patience.run(attempt, patience.limit(url, size), call);
    await cache.forget(quoteUrl(recorded));
    return quoteUrl(recorded);
  }

  const storage: Storage = {
    uploadFile: async (path, url, call = {}) =>
      await store(await (typeof path === "string" ? findFile(path, url) : findParts(path, url)), url, call),
    async upload(data, url, call = {}) {
      const content = new Blob([data]);
      return await store({ size: content.size, open: async () => content }, url, call);
    },
    uploadFolder: async (folder, url, call = {}) => await uploadFolder(storage, folder, { url, ...call }),
    downloadFolder: async (url, folder, call = {}) => await downloadFolder(storage, url, { folder, ...call }),

    async getLocalCopy(recorded, call = {}) {
      const { context = "global", force = false, hash, maxBytes, onProgress, signal } = call;
      const place = places.find(recorded);
      const local = place.driver.localPath?.(place.url);
      const address = addressOfPath("file://", local ?? "");
      const isDirect = directAccess?.some((beginning) => address.startsWith(beginning)) ?? true;
      if (local === undefined || !isDirect) {
        const limit = patience.limit(place.url);
        return await cache.copyOf(
          recorded,
          { context, force, hash, signal },
          (limited) => incoming(place, limit, { maxBytes, onProgress, signal: limited }),
          (attempt, shared) => patience.run(attempt, limit, { signal: shared }),
        );
      }
      if (!(await place.driver.exists(place.url, { signal }))) {
        throw new ObjectNotFoundError(place.url);
      }
      if (hash !== undefined) {
        await cache.verify(place.url, local, hash, signal);
      }
      return local;
    },

    async getUnpackedCopy(url, { name = "None", ...call } = {}) {
      const zip = await storage.getLocalCopy(url, call);
      // Of a file of this machine, too, the folder is in the cache and not beside the file.
      const cached = join(storage.cacheFolder(call.context), cacheFileName(url));
      return await unpackArchive(zip, { name, cached, ...(call.force && { force: true }), signal: call.signal });
    },

    async downloadFile(recorded, path, call = {}) {
      const place = places.find(recorded);
      const limit = patience.limit(place.url);
      await patience.run(
        async (signal) => await writeCompleteFile(path, incoming(place, limit, { ...call, signal }), signal),
        limit,
        { signal: call.signal },
      );
    },

    async read(recorded, { maxBytes = MAX_READ, ...call } = {}) {
      const place = places.find(recorded);
      const limit = patience.limit(place.url);
      const load = async (signal: AbortSignal) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of incoming(place, limit, { ...call, maxBytes, signal })) {
          chunks.push(chunk);
        }
        return new Uint8Array(Buffer.concat(chunks));
      };
      return await patience.run(load, limit, { signal: call.signal });
    },

    async *stream(recorded, call = {}) {
      const place = places.find(recorded);
      yield* incoming(place, patience.limit(place.url), { ...call, maxBytes: Number.POSITIVE_INFINITY });
    },

    async streamTo(recorded, take, call = {}) {
      const place = places.find(recorded);
      const limit = patience.limit(place.url);
      return await patience.run((signal) => take(incoming(place, limit, { ...call, signal }), signal), limit, {
        signal: call.signal,
      });
    },

    async *list(recorded, { signal } = {}) {
      const { driver, url } = places.find(recorded);
      if (driver.list === undefined) {
        throw new ListingUnsupportedError(url);
      }
      yield* driver.list(url, { signal });
    },

    async getMetadata(recorded, call = {}) {
      const inspect = async ({ driver, url }: Place, signal: AbortSignal) =>
        (await driver.inspect?.(url, { signal })) ?? {
          url,
          name: nameOf(url),
          size: await driver.size(url, { signal }),
        };
      return await brief(recorded, inspect, call);
    },

    exists: async (url, call = {}) =>
      await brief(url, (place, signal) => place.driver.exists(place.url, { signal }), call),
    size: async (url, call = {}) => await brief(url, (place, signal) => place.driver.size(place.url, { signal }), call),
    remove: async (url, call = {}) =>
      await brief(url, (place, signal) => place.driver.remove(place.url, { signal }), call),
    cacheFolder: (context = "global") => cacheFolder(cacheDir, context),
    setCacheFileLimit: (limit, context = "global") => cache.raiseLimit(context, limit),
    lockCacheEntry: async (path) => await lockEntry(path),
    lockDownload: async (path, { signal } = {}) => await lockDownload(path, signal),
  };
  return storage;
}

/** The address without its scheme and host: the name of an object of a store that gives none. */
function nameOf(url: string): string {
  return url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*\/?/i, "");
}
