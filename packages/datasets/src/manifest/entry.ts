/** One file of a dataset. */
export interface FileEntry {
  /** Where it is in the dataset: relative, with forward slashes. */
  readonly path: string;
  /** Hex sha256 of the content; datasets of other programs may lack it. */
  readonly hash: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** Id of the version that stores the content: this one, or the ancestor it was inherited from. */
  readonly storedIn: string;
  /** Artifact of that version with the zip that holds it; undefined until it is uploaded. */
  readonly chunk: string | undefined;
  /** The file on this machine, until it is uploaded. */
  readonly localPath: string | undefined;
  /** crc of a large file that this process has read: it need not be read again before it is sent. */
  readonly crc?: number;
}

/** A file that a dataset points to but does not store. */
export interface LinkEntry {
  /** Where it is in the dataset. */
  readonly path: string;
  /** Address of the content. */
  readonly link: string;
  readonly hash: string | undefined;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  /** Id of the version that added it. */
  readonly storedIn: string;
}
