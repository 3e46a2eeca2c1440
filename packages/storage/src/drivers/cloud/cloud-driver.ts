import { createHash } from "node:crypto";
import {
  ContentMismatchError,
  DownloadError,
  ObjectNotFoundError,
  RemoveError,
  StorageError,
  type StorageErrorOptions,
  UploadError,
} from "../../errors.ts";
import { retry } from "../../limits/retry.ts";
import type { DriverOptions, StorageDriver, StoredObject } from "../storage-driver.ts";
import { mayPass } from "../transient-failure.ts";
import { cutIntoRanges } from "./byte-range.ts";
import type { CloudObject, CloudStore, ObjectHead } from "./cloud-store.ts";
import { inOrder } from "./in-order.ts";

/** Bytes of a piece of a download, and pieces on their way at one time. */
const DOWNLOAD = { partSize: 8 * 1024 ** 2, concurrency: 6 };

/** A piece that broke is fetched again by itself: what came before it is not lost. */
const PIECE_RETRY = { retries: 3, minDelay: 200, maxDelay: 2_000 };

/** An error class of this package that one kind of operation ends with. */
type Failure = new (url: string, reason: string, options?: StorageErrorOptions) => StorageError;

/** Makes a driver out of a vendor's store. The store is opened by the first operation. */
export function createCloudDriver(scheme: string, open: () => CloudStore): StorageDriver {
  let opened: CloudStore | undefined;
  const store = () => {
    opened ??= open();
    return opened;
  };

  /** Runs an operation and turns the vendor's errors into those of this package. */
  async function attempt<T>(Kind: Failure, url: string, { signal }: DriverOptions, run: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await run();
    } catch (cause) {
      signal?.throwIfAborted();
      throw failure(Kind, url, cause);
    }
  }

  function failure(Kind: Failure, url: string, cause: unknown): unknown {
    if (cause instanceof StorageError) {
      return cause;
    }
    const status = store().statusOf(cause);
    if (status === 404 && Kind === DownloadError) {
      return new ObjectNotFoundError(url, { cause, status });
    }
    if (status === 412) {
      return new Kind(url, "it was replaced while it was read.", { cause, status, transient: true });
    }
    const options = { cause, transient: mayPass(cause, status), ...(status !== undefined && { status }) };
    return new Kind(url, reasonOf(cause, status), options);
  }

  async function find(url: string, options: DriverOptions): Promise<[CloudObject, ObjectHead]> {
    return await attempt(DownloadError, url, options, async () => {
      const object = await store().object(url);
      return [object, await object.head(options.signal)];
    });
  }

  async function isThere(url: string, options: DriverOptions): Promise<boolean> {
    try {
      await find(url, options);
      return true;
    } catch (error) {
      if (error instanceof ObjectNotFoundError) {
        return false;
      }
      throw error;
    }
  }

  async function inspect(url: string, options: DriverOptions = {}): Promise<StoredObject> {
    const [{ name }, { size, hash }] = await find(url, options);
    return { url, name, size, hash };
  }

  return {
    supports: (url) => url.toLowerCase().startsWith(scheme),

    async upload(content, url, options = {}) {
      await attempt(UploadError, url, options, async () => {
        const object = await store().object(url);
        await object.write(content, options);
      });
    },

    async *download(url, options = {}) {
      const [object, { size, version, hash: expected }] = await find(url, options);
      const hash = createHash("sha256");
      const read = (range: Parameters<CloudObject["read"]>[0], signal: AbortSignal) =>
        retry(() => attempt(DownloadError, url, { signal }, () => object.read(range, version, signal)), {
          policy: PIECE_RETRY,
          isTransient: (error) => error instanceof DownloadError && error.transient && error.status !== 412,
          signal,
        });
      const pieces = inOrder(cutIntoRanges(size, DOWNLOAD), read, { ...DOWNLOAD, signal: options.signal });
      for await (const piece of pieces) {
        if (expected !== undefined) {
          hash.update(piece);
        }
        yield piece;
      }
      options.signal?.throwIfAborted();
      if (expected !== undefined) {
        const actual = hash.digest("hex");
        if (actual !== expected) {
          throw new ContentMismatchError(url, { expected, actual });
        }
      }
    },

    exists: async (url, options = {}) => await isThere(url, options),
    size: async (url, options) => (await inspect(url, options)).size,
    inspect,

    async remove(url, options = {}) {
      const wasThere = await isThere(url, options);
      if (wasThere) {
        await attempt(RemoveError, url, options, async () => (await store().object(url)).remove(options.signal));
      }
      return wasThere;
    },

    async *list(url, options = {}) {
      options.signal?.throwIfAborted();
      try {
        yield* store().list(url, options.signal);
      } catch (cause) {
        options.signal?.throwIfAborted();
        throw failure(DownloadError, url, cause);
      }
    },
  };
}

function reasonOf(cause: unknown, status: number | undefined): string {
  const { name, message } = cause instanceof Error ? cause : { name: "Error", message: String(cause) };
  const said = message === "" || message === name ? name : message;
  if (status === 401 || status === 403) {
    return `access was denied (${said}). Check the credentials that are configured for this address.`;
  }
  return status === undefined ? said : `the store answered ${status} (${said}).`;
}
