/** A file that goes into an archive. */
export interface FileToZip {
  /** Name inside the archive: relative, with forward slashes. */
  name: string;
  /** The file on disk. */
  path: string;
  /** Bytes that it had when it was last looked at. */
  size: number;
  /** The content that it had when it was last read. @default a large file is read to find out */
  content?: { hash: string; crc: number } | undefined;
}

/** The content that a file had when it went into an archive. */
export interface FileDigest {
  /** Hex sha256. */
  hash: string;
  /** Bytes. */
  size: number;
}
