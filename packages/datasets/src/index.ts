export { Dataset } from "./dataset.ts";
export type {
  DatasetLookup,
  DatasetOptions,
  DatasetSelection,
  DeleteDatasetOptions,
  FilesSource,
  GetDatasetOptions,
  ImportDatasetOptions,
  SquashOptions,
  TableOptions,
  VersionConditions,
} from "./dataset-options.ts";
export type { MutableCopyOptions } from "./entity/dataset-copies.ts";
export type { SyncedFiles, SyncFolderOptions } from "./entity/dataset-files.ts";
export type { SetMetadataOptions } from "./entity/dataset-notes.ts";
export type { FinalizeOptions, UploadOptions } from "./entity/dataset-upload.ts";
export type { ListFilesOptions } from "./entity/dataset-view.ts";
export {
  ArqueroNotFoundError,
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
export type { LineageGraph } from "./lineage/graph.ts";
export type { AddedFiles } from "./manifest/edit.ts";
export type { FileEntry, LinkEntry } from "./manifest/entry.ts";
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
export type { ReadTable, WritableTable } from "./tables/table-file.ts";
export type { LocalCopyOptions } from "./transfer/fetch/local-copy.ts";
export type { VerifyOptions } from "./transfer/fetch/verify-copy.ts";
export type { DatasetProgress, OnProgress } from "./transfer/progress.ts";
export type { AddExternalFilesOptions } from "./transfer/send/external-files.ts";
export type { AddFilesOptions, HashOptions } from "./transfer/send/find-files.ts";
export type { DatasetSummary, ListDatasetsOptions } from "./versions/find-versions.ts";
export type { DatasetName } from "./versions/project.ts";
