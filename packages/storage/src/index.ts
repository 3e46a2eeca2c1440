export { type CacheContext, unpackedFolder } from "./cache/cache-path.ts";
export type { Fetch } from "./drivers/fetch.ts";
export type { DriverOptions, DriverUploadOptions, StorageDriver } from "./drivers/storage-driver.ts";
export {
  type ContentHashes,
  ContentMismatchError,
  DownloadError,
  FolderError,
  ObjectNotFoundError,
  ObjectTooLargeError,
  RemoveError,
  StorageError,
  type StorageErrorOptions,
  StorageTimeoutError,
  UnsupportedSchemeError,
  UploadError,
} from "./errors.ts";

export { type FolderFile, type ListFolderOptions, listFolder } from "./list-folder.ts";
export { DEFAULT_RETRY, type RetryOptions, type RetryPolicy, retry } from "./retry.ts";
export {
  createStorage,
  type DownloadOptions,
  type LocalCopyOptions,
  type Storage,
  type StorageCallOptions,
  type StorageOptions,
  type UploadOptions,
} from "./storage.ts";
export { limitKeyPart, type ObjectKeyOwner, objectKeyPrefix, sanitizeKeyPart } from "./urls/object-key.ts";
export { quoteUrl } from "./urls/quote-url.ts";
