import type { CacheContext } from "./cache/cache-path.ts";
import type { CacheLimits } from "./cache/choose-evictions.ts";
import type { AzureSettings } from "./drivers/azure/azure-settings.ts";
import type { GoogleSettings } from "./drivers/google/google-settings.ts";
import type { Fetch } from "./drivers/http/fetch.ts";
import type { S3Settings } from "./drivers/s3/s3-settings.ts";
import type { StorageDriver } from "./drivers/storage-driver.ts";
import type { RetryPolicy } from "./limits/retry.ts";
import type { PathSubstitution } from "./urls/substitute-url.ts";

/** Options of `createStorage()`. */
export interface StorageOptions {
  /** Address of the ClearML file server, such as `https://files.clear.ml`. */
  filesServer: string;
  /** Further file servers of the same ClearML, which may be shown the credentials as well. @default none */
  otherFilesServers?: readonly string[];
  /** Folder of the local cache, such as `~/.clearml/cache`. */
  cacheDir: string;
  /** Copies that each context of the cache keeps. @default 100 */
  cacheLimit?: number;
  /** Bounds of the cache in bytes; with them, the number of copies does not count. @default none */
  cacheSize?: CacheSize | undefined;
  /** Access to `s3://` addresses. @default none */
  s3?: S3Settings | undefined;
  /** Access to `gs://` addresses. @default what Google's library finds by itself */
  google?: GoogleSettings | undefined;
  /** Access to `azure://` addresses. @default none */
  azure?: AzureSettings | undefined;
  /** Where objects are found here that are recorded under another address; the first rule that fits counts. @default none */
  pathSubstitution?: readonly PathSubstitution[] | undefined;
  /** Beginnings of the addresses of files of this machine that are used where they lie, and not copied. @default all of them */
  directAccess?: readonly string[] | undefined;
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

/** The bounds of the cache in bytes. */
export type CacheSize = Pick<CacheLimits, "maxBytes" | "minFreeBytes" | "margin">;

/** The state of a transfer that is under way. */
export interface TransferProgress {
  /** Address of the object. */
  url: string;
  /** Bytes so far; they begin again where an attempt is repeated. */
  transferred: number;
  /** Bytes in all; undefined where the store does not say. */
  total: number | undefined;
}

/** Options of an operation that moves content. */
export interface TransferOptions extends StorageCallOptions {
  /** Is told each time when some more bytes have moved. */
  onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** Options of an upload. */
export interface UploadOptions extends TransferOptions {
  /** Media type of the content. @default "binary/octet-stream" */
  contentType?: string | undefined;
  /** sha256 of the content: cloud stores keep it beside the object, and a later download is checked by it. @default none is kept */
  hash?: string | undefined;
  /** Attempts after the first one, when the store is busy or the connection breaks. @default those of the storage */
  retries?: number | undefined;
}

/** Options of an operation that fetches an object. */
export interface DownloadOptions extends TransferOptions {
  /**
   * Bytes at which the download ends with an error.
   * @default 1 GiB for `read()`; for files the size that the store announces, and 64 GiB where it announces none
   */
  maxBytes?: number | undefined;
}

/** Keeps others from fetching an entry of the cache until it is disposed of. */
export interface DownloadLock extends AsyncDisposable {
  /** Whether somebody else had it before, who may have fetched the entry. */
  readonly waited: boolean;
}

/** Takes the content of an object as it comes in. */
export type TakeContent<T> = (content: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<T>;

/** Options of {@link Storage.getLocalCopy}. */
export interface LocalCopyOptions extends DownloadOptions {
  /** Part of the cache to keep the copy in. @default "global" */
  context?: CacheContext;
  /** Whether to fetch the object again when a copy is there. @default false */
  force?: boolean;
  /** sha256 that the content must have: a copy with another one is fetched again. @default any copy will do */
  hash?: string | undefined;
}

/** Options of {@link Storage.getUnpackedCopy}. */
export interface UnpackedCopyOptions extends LocalCopyOptions {
  /** Ending of the folder's name: the name of the artifact, for Python the same as here. @default "None", as Python calls it */
  name?: string | undefined;
}

/** Options of {@link Storage.uploadFolder} and {@link Storage.downloadFolder}. */
export interface FolderOptions extends TransferOptions {
  /** Only files for whose name below the folder this returns true. @default every file */
  filter?: ((name: string) => boolean) | undefined;
  /** Files on their way at one time. @default 8 */
  concurrency?: number | undefined;
}

/** Options of {@link Storage.downloadFolder}. */
export interface DownloadFolderOptions extends FolderOptions {
  /** Whether a file that is there with the same size is fetched again. @default false */
  overwrite?: boolean | undefined;
}
