/** Options that every operation of a driver takes. */
export interface DriverOptions {
  signal?: AbortSignal | undefined;
}

/** Options of an upload. */
export interface DriverUploadOptions extends DriverOptions {
  /** Media type of the content. */
  contentType?: string | undefined;
  /** sha256 of the content, which stores that keep notes beside an object remember. */
  hash?: string | undefined;
  /** Yields the same content in larger pieces than a blob does, where it is that of files of this machine. */
  pieces?: (() => AsyncIterable<Uint8Array>) | undefined;
  /** Is told how many more bytes the store has taken. */
  onBytes?: ((bytes: number) => void) | undefined;
}

/** The record of an object in a store. */
export interface StoredObject {
  /** Address of the object, as every operation takes it. */
  url: string;
  /** Name of the object in its bucket, or below the folder that was listed. */
  name: string;
  /** Bytes; undefined where the store does not say. */
  size: number | undefined;
  /** sha256 of the content, where the store remembers the one that it was uploaded with. */
  hash?: string | undefined;
}

/**
 * Moves objects to and from one kind of store. A driver makes one attempt, in which it may go on where a connection broke,
 * and marks the errors that may pass as `transient`; `Storage` retries, caches and chooses the driver.
 */
export interface StorageDriver {
  /** Tells whether this driver is responsible for an address. */
  supports(url: string): boolean;
  /** Stores content under an address as people write it, unquoted, replacing what was there. */
  upload(content: Blob, url: string, options?: DriverUploadOptions): Promise<void>;
  /** Yields the content of an object piece by piece. */
  download(url: string, options?: DriverOptions): AsyncIterable<Uint8Array>;
  /** Tells whether there is an object at this address. */
  exists(url: string, options?: DriverOptions): Promise<boolean>;
  /** Returns the bytes of an object, or undefined where the store does not say. */
  size(url: string, options?: DriverOptions): Promise<number | undefined>;
  /** Deletes an object; false means that it was not there. */
  remove(url: string, options?: DriverOptions): Promise<boolean>;
  /** Yields the objects whose addresses begin with this one; stores that cannot list have no such method. */
  list?(url: string, options?: DriverOptions): AsyncIterable<StoredObject>;
  /** Returns the record of an object, for stores that remember more than its size. */
  inspect?(url: string, options?: DriverOptions): Promise<StoredObject>;
  /** Returns the path where the object lies on this machine already, for stores that are folders. */
  localPath?(url: string): string;
}
