import { ArchiveTooLargeError } from "./errors.ts";

/** Measurements compress by 100 at most, and a bomb of plain deflate by 1000. */
const DEFAULT_RATIO = 256;
const DEFAULT_MIN = 2 ** 30;

/** The bytes that all files of an archive may have together. */
export class SizeLimit {
  readonly #archive: string;
  readonly #maxSize: number;
  #size = 0;

  constructor(archive: string, { archiveSize, maxSize }: { archiveSize: number; maxSize: number | undefined }) {
    this.#archive = archive;
    this.#maxSize = maxSize ?? Math.max(DEFAULT_MIN, DEFAULT_RATIO * archiveSize);
  }

  /**
   * Counts an entry by the size that the archive declares, which can be relied on: content that goes beyond it fails while it
   * is read.
   *
   * @throws {@link ArchiveTooLargeError} when it is one too many.
   */
  add(entry: string, size: number): void {
    this.#size += size;
    if (this.#size > this.#maxSize) {
      throw new ArchiveTooLargeError(this.#archive, { entry, size: this.#size, maxSize: this.#maxSize });
    }
  }
}
