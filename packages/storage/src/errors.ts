import { ClearMLError } from "@clearml-ts/protocol";

/** Facts about a failed operation on an object store. */
export interface StorageErrorOptions extends ErrorOptions {
  /** Whether the same attempt may succeed a little later (busy server, broken connection). @default false */
  transient?: boolean;
  /** HTTP status that was answered, where there was one. */
  status?: number;
}

/** Base of everything that goes wrong between here and an object store. */
export class StorageError extends ClearMLError {
  override name = "StorageError";
  /** Whether the same attempt may succeed a little later. */
  readonly transient: boolean;
  /** HTTP status that was answered, where there was one. */
  readonly status: number | undefined;

  constructor(
    message: string,
    /** Address of the object, without credentials and query. */
    readonly url: string,
    options: StorageErrorOptions = {},
  ) {
    super(message, options);
    this.transient = options.transient ?? false;
    this.status = options.status;
  }
}

/** Thrown when there is nothing stored at an address. */
export class ObjectNotFoundError extends StorageError {
  override name = "ObjectNotFoundError";

  constructor(url: string, options?: StorageErrorOptions) {
    const shown = withoutSecrets(url);
    super(`Nothing is stored at ${shown}. It was deleted, or never uploaded: check the address.`, shown, options);
  }
}

/** Thrown when no driver supports an address. */
export class UnsupportedSchemeError extends StorageError {
  override name = "UnsupportedSchemeError";

  constructor(url: string) {
    const shown = withoutSecrets(url);
    super(
      `No storage driver handles ${shown}. Use http(s)://, s3://, gs://, azure://, file:// or a path, or pass a driver for it.`,
      shown,
    );
  }
}

/** Thrown when the library that speaks to a store is not installed. */
export class MissingLibraryError extends StorageError {
  override name = "MissingLibraryError";

  constructor(
    url: string,
    /** Name of the package on npm. */
    readonly library: string,
    options?: StorageErrorOptions,
  ) {
    const shown = withoutSecrets(url);
    super(
      `${shown} is reached by ${library}, which is not installed here. Install it: npm install ${library}`,
      shown,
      options,
    );
  }
}

/** Thrown when nothing is configured by which a program may use a store. */
export class MissingCredentialsError extends StorageError {
  override name = "MissingCredentialsError";

  constructor(
    url: string,
    /** Section of clearml.conf where they belong. */
    readonly setting: string,
    /** Names of the settings that are missing there. */
    readonly missing: string,
  ) {
    const shown = withoutSecrets(url);
    super(`There are no credentials for ${shown}: set ${missing} in ${setting} of clearml.conf.`, shown);
  }
}

/** Thrown when a store cannot tell which objects it has, as http servers cannot. */
export class ListingUnsupportedError extends StorageError {
  override name = "ListingUnsupportedError";

  constructor(url: string) {
    const shown = withoutSecrets(url);
    super(`What is stored below ${shown} cannot be listed: only folders, s3://, gs:// and azure:// can.`, shown);
  }
}

/** Thrown when bytes could not be stored. */
export class UploadError extends StorageError {
  override name = "UploadError";

  constructor(url: string, reason: string, options?: StorageErrorOptions) {
    const shown = withoutSecrets(url);
    super(`Could not upload to ${shown}: ${reason}`, shown, options);
  }
}

/** Thrown when an operation takes longer than it may, all attempts included. */
export class StorageTimeoutError extends StorageError {
  override name = "StorageTimeoutError";

  constructor(
    url: string,
    /** Milliseconds that the operation was given, besides the time for its bytes. */
    readonly timeout: number,
  ) {
    const shown = withoutSecrets(url);
    const limit = `${timeout / 1000} s and 1 s more for each 50 KiB`;
    super(`${shown} was not done with in time (${limit}). Check the connection, or allow a longer timeout.`, shown);
  }
}

/** Thrown when a stored object could not be read. */
export class DownloadError extends StorageError {
  override name = "DownloadError";

  constructor(url: string, reason: string, options?: StorageErrorOptions) {
    const shown = withoutSecrets(url);
    super(`Could not read ${shown}: ${reason}`, shown, options);
  }
}

/** Thrown when an object has more bytes than may be fetched; the part that had arrived is removed. */
export class ObjectTooLargeError extends DownloadError {
  override name = "ObjectTooLargeError";

  constructor(
    url: string,
    /** Bytes that the object may have. */
    readonly limit: number,
  ) {
    super(url, `it is longer than ${limit} bytes. Pass a larger maxBytes if it should be.`);
  }
}

/** The hash that an object should have, and the one that it has. */
export interface ContentHashes extends StorageErrorOptions {
  expected: string;
  actual: string;
}

/** Thrown when a stored object has other content than its record says. */
export class ContentMismatchError extends StorageError {
  override name = "ContentMismatchError";
  /** sha256 that the record gives. */
  readonly expected: string;
  /** sha256 of the stored object. */
  readonly actual: string;

  constructor(url: string, { expected, actual, ...options }: ContentHashes) {
    const shown = withoutSecrets(url);
    const hashes = `its sha256 is ${actual.slice(0, 12)}…, not ${expected.slice(0, 12)}…`;
    const advice = "It was replaced after its record was read, or it is damaged: read the record again.";
    super(`The content of ${shown} is not the one that was recorded: ${hashes}. ${advice}`, shown, options);
    this.expected = expected;
    this.actual = actual;
  }
}

/** Thrown when a stored object could not be deleted. */
export class RemoveError extends StorageError {
  override name = "RemoveError";

  constructor(url: string, reason: string, options?: StorageErrorOptions) {
    const shown = withoutSecrets(url);
    super(`Could not delete ${shown}: ${reason}`, shown, options);
  }
}

/** Thrown when not everything in a folder can be taken along. */
export class FolderError extends ClearMLError {
  override name = "FolderError";

  constructor(
    /** Path of the file, link or folder that stands in the way. */
    readonly path: string,
    /** Problem and remedy, as the rest of a sentence that begins with the path. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${path} ${problem}`, options);
  }
}

/** User info (up to the last `@` before the path) and query can be credentials, so they stay out of messages. */
function withoutSecrets(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1").replace(/^(https?:\/\/[^?#]*)[?#].*$/i, "$1");
}
