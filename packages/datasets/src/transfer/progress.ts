/** How far an operation on many files is. */
export interface DatasetProgress {
  /** The work that is under way. */
  step: "hash" | "upload" | "download";
  /** Files that are done. */
  files: number;
  totalFiles: number;
  /** Bytes of the files that are done, unpacked. */
  bytes: number;
  totalBytes: number;
}

/** Is told how far an operation is, for each file and without waiting for the answer. */
export type OnProgress = (progress: DatasetProgress) => void;

/** Counts files that are done, and tells somebody. */
export class FileCount {
  #files = 0;
  #bytes = 0;

  constructor(
    readonly step: DatasetProgress["step"],
    readonly total: Pick<DatasetProgress, "totalFiles" | "totalBytes">,
    readonly onProgress: OnProgress | undefined,
  ) {}

  /** Counts one file more. */
  add(bytes: number): void {
    this.#files += 1;
    this.#bytes += bytes;
    this.onProgress?.({ step: this.step, files: this.#files, bytes: this.#bytes, ...this.total });
  }
}

/** Counts files, and their bytes. */
export function totalsOf(files: Iterable<{ size: number }>): Pick<DatasetProgress, "totalFiles" | "totalBytes"> {
  let [totalFiles, totalBytes] = [0, 0];
  for (const { size } of files) {
    totalFiles += 1;
    totalBytes += size;
  }
  return { totalFiles, totalBytes };
}
