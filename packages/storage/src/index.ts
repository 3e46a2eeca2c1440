export type { CacheContext } from "./cache-path.ts";
export { type CreateZipOptions, createZip, type ZipEntry, type ZipSummary } from "./create-zip.ts";
export type { Driver, DriverOptions, DriverUploadOptions } from "./driver.ts";
export {
  ArchiveError,
  DownloadError,
  ObjectNotFoundError,
  RemoveError,
  StorageError,
  type StorageErrorOptions,
  UnsafeArchiveError,
  UnsupportedSchemeError,
  UploadError,
} from "./errors.ts";
export { type ExtractZipOptions, extractZip } from "./extract-zip.ts";
export type { Fetch } from "./fetch.ts";
export { formatSize } from "./format-size.ts";
export { md5, sha256, sha256File } from "./hash.ts";
export { limitKeyPart, type ObjectKeyOwner, objectKeyPrefix, sanitizeKeyPart } from "./object-key.ts";
export { quoteUrl } from "./quote-url.ts";
export type { RetryPolicy } from "./retry.ts";
export {
  createStorage,
  type LocalCopyOptions,
  type Storage,
  type StorageCallOptions,
  type StorageOptions,
  type UploadOptions,
} from "./storage.ts";
