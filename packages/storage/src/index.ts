export { anySignal } from "@clearml-ts/archive";
export type { CacheContext } from "./cache/cache-path.ts";
export { createStorage } from "./create-storage.ts";
export type { AzureContainerAccess, AzureSettings } from "./drivers/azure/azure-settings.ts";
export { recordedAddress } from "./drivers/file/local-path.ts";
export type { GoogleAccess, GoogleBucketAccess, GoogleSettings } from "./drivers/google/google-settings.ts";
export type { Fetch } from "./drivers/http/fetch.ts";
export { heldFetch } from "./drivers/http/held-fetch.ts";
export type { S3Access, S3BucketAccess, S3Settings } from "./drivers/s3/s3-settings.ts";
export type { DriverOptions, DriverUploadOptions, StorageDriver, StoredObject } from "./drivers/storage-driver.ts";
export {
  type ContentHashes,
  ContentMismatchError,
  DownloadError,
  FolderError,
  ListingUnsupportedError,
  MissingCredentialsError,
  MissingLibraryError,
  ObjectNotFoundError,
  ObjectTooLargeError,
  RemoveError,
  StorageError,
  type StorageErrorOptions,
  StorageTimeoutError,
  UnsupportedSchemeError,
  UploadError,
} from "./errors.ts";
export { DEFAULT_RETRY, type RetryOptions, type RetryPolicy, retry } from "./limits/retry.ts";
export { timerTime } from "./limits/timer-time.ts";
export { type FolderFile, type ListFolderOptions, listFolder } from "./list-folder.ts";
export {
  findProcess,
  isProcessGone,
  isProcessRunning,
  ownProcess,
  type ProcessMark,
  processMarkText,
  readProcessMark,
  type SignsOfLife,
} from "./owner/process-mark.ts";
export { pathBelow } from "./path-below.ts";
export type { Storage } from "./storage.ts";
export type {
  CacheSize,
  DownloadFolderOptions,
  DownloadLock,
  DownloadOptions,
  FolderOptions,
  LocalCopyOptions,
  StorageCallOptions,
  StorageOptions,
  TakeContent,
  TransferOptions,
  TransferProgress,
  UnpackedCopyOptions,
  UploadOptions,
} from "./storage-options.ts";
export { limitKeyPart, type ObjectKeyOwner, objectKeyPrefix, sanitizeKeyPart } from "./urls/object-key.ts";
export { quoteUrl } from "./urls/quote-url.ts";
export type { PathSubstitution } from "./urls/substitute-url.ts";
