export { type AddedFiles, Dataset } from "./dataset.ts";
export type { DatasetLookup, DatasetOptions, FilesSource, UploadOptions } from "./dataset-options.ts";
export {
  DatasetCorruptError,
  DatasetFileError,
  type DatasetLink,
  DatasetLinksError,
  DatasetNotFoundError,
  DatasetStateError,
  InvalidDatasetError,
  type RefusedAction,
  VersionTakenError,
} from "./errors.ts";
export type { FileEntry } from "./manifest/entry.ts";
export type { Changes } from "./manifest/manifest.ts";
export type { PatternOptions } from "./manifest/pattern.ts";
export {
  createAndPublishDataset,
  createDataset,
  createIncrementalDataset,
  downloadDataset,
  type IncrementalDatasetOptions,
  type NewDatasetOptions,
  uploadDataset,
} from "./shortcuts.ts";
export type { AddFilesOptions } from "./transfer/find-files.ts";
export type { LocalCopyOptions } from "./transfer/local-copy.ts";
export type { DatasetSummary, ListDatasetsOptions } from "./versions/find-versions.ts";
