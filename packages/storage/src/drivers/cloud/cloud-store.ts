import type { DriverUploadOptions, StoredObject } from "../storage-driver.ts";
import type { ByteRange } from "./byte-range.ts";

/** The facts of an object that a store tells without sending its content. */
export interface ObjectHead {
  size: number;
  /** Changes with the content. */
  version: string | undefined;
  /** sha256 that was noted at the upload. */
  hash: string | undefined;
}

/** One object of a bucket, whether it is there or not. */
export interface CloudObject {
  /** Name of the object in its bucket. */
  readonly name: string;
  /** Asks for the facts of the object. The store's own error says that it is missing. */
  head(signal: AbortSignal | undefined): Promise<ObjectHead>;
  /** Reads a piece of a version of the object. */
  read(range: ByteRange, version: string | undefined, signal: AbortSignal): Promise<Uint8Array>;
  /** Stores content, in pieces where it is large. */
  write(content: Blob, options: DriverUploadOptions): Promise<void>;
  /** Deletes the object. */
  remove(signal: AbortSignal | undefined): Promise<void>;
}

/** One vendor's store, reduced to the operations that a driver is made of. */
export interface CloudStore {
  /** Returns the object at an address. */
  object(url: string): Promise<CloudObject>;
  /** Yields the objects whose addresses begin with this one. */
  list(url: string, signal: AbortSignal | undefined): AsyncIterable<StoredObject>;
  /** Returns the HTTP status behind an error of the vendor's library; undefined where there was no answer. */
  statusOf(error: unknown): number | undefined;
}
