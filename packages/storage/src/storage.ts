import type { FilePart } from "@clearml-ts/archive";
import type { CacheContext } from "./cache/cache-path.ts";
import type { StoredObject } from "./drivers/storage-driver.ts";
import type {
  DownloadFolderOptions,
  DownloadLock,
  DownloadOptions,
  FolderOptions,
  LocalCopyOptions,
  StorageCallOptions,
  TakeContent,
  TransferOptions,
  UnpackedCopyOptions,
  UploadOptions,
} from "./storage-options.ts";

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
