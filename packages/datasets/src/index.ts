export { type AddedFiles, Dataset } from "./dataset.ts";
export type { DatasetSummary, ListDatasetsOptions } from "./dataset-lookup.ts";
export type { DatasetLookup, DatasetOptions, FilesSource, UploadOptions } from "./dataset-options.ts";
export type { FileEntry } from "./entry.ts";
export {
  DatasetCorruptError,
  DatasetFileError,
  DatasetNotFoundError,
  DatasetStateError,
  InvalidDatasetError,
  type RefusedAction,
} from "./errors.ts";
export type { AddFilesOptions } from "./find-files.ts";
export type { LocalCopyOptions } from "./local-copy.ts";
export type { Changes } from "./manifest.ts";
export type { PatternOptions } from "./pattern.ts";
export {
  createAndPublishDataset,
  createDataset,
  createIncrementalDataset,
  downloadDataset,
  type IncrementalDatasetOptions,
  type NewDatasetOptions,
  uploadDataset,
} from "./shortcuts.ts";
