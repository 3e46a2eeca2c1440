import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when an archive cannot be written or read. */
export class ArchiveError extends ClearMLError {
  override name = "ArchiveError";

  constructor(
    /** Path of the archive. */
    readonly archive: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Archive ${archive}: ${reason}`, options);
  }
}

/** Thrown when an archive holds an entry that would be written outside the folder it is unpacked into. */
export class UnsafeArchiveError extends ArchiveError {
  override name = "UnsafeArchiveError";

  constructor(
    archive: string,
    /** Name of the entry, as it stands in the archive. */
    readonly entry: string,
    options?: ErrorOptions,
  ) {
    super(archive, `entry ${JSON.stringify(entry)} would leave the target folder; do not unpack this file.`, options);
  }
}

/** The entry at which an archive became too large. */
export interface ArchiveExcess extends ErrorOptions {
  /** Name of the entry, as it stands in the archive. */
  entry: string;
  /** Bytes that the archive declares up to this entry. */
  size: number;
  /** Bytes that were allowed. */
  maxSize: number;
}

/** Thrown when an archive declares more bytes than may be unpacked: a damaged file, or a bomb. */
export class ArchiveTooLargeError extends ArchiveError {
  override name = "ArchiveTooLargeError";
  /** Name of the entry at which the limit was passed. */
  readonly entry: string;
  /** Bytes that the archive declares up to this entry. */
  readonly size: number;
  /** Bytes that were allowed. */
  readonly maxSize: number;

  constructor(archive: string, { entry, size, maxSize, ...options }: ArchiveExcess) {
    const shown = JSON.stringify(entry);
    super(archive, `declares ${size} bytes up to entry ${shown}, and ${maxSize} may be unpacked.`, options);
    this.entry = entry;
    this.size = size;
    this.maxSize = maxSize;
  }
}

/** Thrown when an entry of an archive is not what it should be: cut off, changed, or stored in an unknown way. */
export class DamagedEntryError extends ArchiveError {
  override name = "DamagedEntryError";

  constructor(
    archive: string,
    /** Name of the entry inside the archive. */
    readonly entry: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(archive, `cannot be unpacked at entry ${JSON.stringify(entry)}: ${problem}.`, options);
  }
}

/** Thrown when a file that is hashed or packed cannot be read. */
export class UnreadableFileError extends ClearMLError {
  override name = "UnreadableFileError";

  constructor(
    readonly path: string,
    reason: string,
    /** Code of the system, such as `ENOENT`. */
    readonly code: string | undefined,
    options?: ErrorOptions,
  ) {
    super(`${path} cannot be read: ${reason}`, options);
  }
}
