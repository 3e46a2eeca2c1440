/** One file on its way into an archive. */
export interface ArchiveEntry {
  /** Name inside the archive. */
  name: string;
  /** The file on disk. */
  path: string;
}

/** Writes files into one archive: the part of `createZip` of `@clearml-ts/storage` that a backup takes. */
export type CreateArchive = (
  target: string,
  entries: AsyncIterable<ArchiveEntry>,
  options: { onMissing: (entry: ArchiveEntry) => void; signal?: AbortSignal },
) => Promise<{ size: number }>;

/** Unpacks the files of an archive, and checks them: the part of `extractZip` of `@clearml-ts/storage` that restoring takes. */
export type ExtractArchive = (
  archive: string,
  folder: string,
  options: { filter: (name: string) => boolean; signal?: AbortSignal },
) => Promise<string[]>;
