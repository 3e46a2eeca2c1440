import type { FilePart } from "@clearml-ts/archive";
import type { CacheContext } from "./cache/cache-path.ts";
import type { CacheLimits } from "./cache/choose-evictions.ts";
import type { AzureSettings } from "./drivers/azure/azure-settings.ts";
import type { GoogleSettings } from "./drivers/google/google-settings.ts";
import type { Fetch } from "./drivers/http/fetch.ts";
import type { S3Settings } from "./drivers/s3/s3-settings.ts";
import type { StorageDriver, StoredObject } from "./drivers/storage-driver.ts";
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

/** Moves objects between this machine and where their addresses point. */
export interface Storage {
  /**
   * Stores a file, streamed from disk, under an address as people write it (not percent-encoded). Parts of files are stored
   * as one object, one behind the other.
   * Returns the address to record: the same, percent-encoded where it is http(s).
   * @throws {@link UploadError} when the content cannot be read or stored.
   */
  uploadFile(path: string | readonly FilePart[], url: string, options?: UploadOptions): Promise<string>;
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
   * Returns the folder into which the copy of a zip, or a `.tar.gz`, was unpacked, in the cache, where Python looks for it; unpacked the
   * first time, and there complete or not at all.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   * @throws {@link ArchiveError} when the object is not an archive, or is damaged.
   */
  getUnpackedCopy(url: string, options?: UnpackedCopyOptions): Promise<string>;
  /**
   * Stores every file of a folder below an address, under its name in the folder. Returns the address to record.
   * @throws {@link FolderError} when a file or link of the folder cannot be read.
   * @throws {@link UploadError} when a file cannot be stored; those before it are.
   */
  uploadFolder(folder: string, url: string, options?: FolderOptions): Promise<string>;
  /**
   * Fetches every object whose address begins with this one into a folder, and returns the paths: a file is there complete
   * or not at all. Its path is the name of the object in its bucket, or below the folder that is the store.
   * @throws {@link ListingUnsupportedError} when the store cannot tell which objects it has.
   * @throws {@link UnsafePathError} when an object has a name that leads out of the folder.
   * @throws {@link DownloadError} when an object cannot be read; those before it are there.
   */
  downloadFolder(url: string, folder: string, options?: DownloadFolderOptions): Promise<string[]>;
  /**
   * Writes the content of an object into a new file, past the cache; it is there complete or not at all.
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
  /**
   * Yields the content of an object piece by piece, past the cache. One attempt: who reads may have seen what came before.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   */
  stream(url: string, options?: TransferOptions): AsyncIterable<Uint8Array>;
  /**
   * Hands the content of an object to a function as it comes in, past the cache, and returns what the function returns. The
   * function is called again, with the content from its beginning, where the store is busy or the connection breaks for good;
   * its signal ends when nobody waits for it any more.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   * @throws {@link DownloadError} when the object cannot be read.
   * @throws {@link ObjectTooLargeError} when it has more than `maxBytes`.
   * @throws {@link StorageTimeoutError} when it takes more than five minutes and a second for each 50 KiB.
   */
  streamTo<T>(url: string, take: TakeContent<T>, options?: DownloadOptions): Promise<T>;
  /**
   * Yields the objects whose addresses begin with this one.
   * @throws {@link ListingUnsupportedError} when the store cannot tell which objects it has.
   * @throws {@link DownloadError} when the store refuses.
   */
  list(url: string, options?: StorageCallOptions): AsyncIterable<StoredObject>;
  /**
   * Returns the name and size of an object, and its sha256 where the store remembers it.
   * @throws {@link ObjectNotFoundError} when nothing is stored at the address.
   */
  getMetadata(url: string, options?: StorageCallOptions): Promise<StoredObject>;
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
  /** Raises the number of copies that a context keeps, and returns it; a number below the present one changes nothing. */
  setCacheFileLimit(limit: number, context?: CacheContext): number;
  /**
   * Marks an entry of the cache, a copy or a folder, as used: no process deletes it to make room until the lock is
   * disposed of, or this process ends.
   */
  lockCacheEntry(path: string): Promise<AsyncDisposable>;
  /**
   * Waits until nobody else fetches an entry of the cache, in this process or another one, and keeps them from it until the
   * lock is disposed of, or this process ends.
   */
  lockDownload(path: string, options?: StorageCallOptions): Promise<DownloadLock>;
}
