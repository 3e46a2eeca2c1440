import type { AddFilesOptions } from "./transfer/find-files.ts";

/** Options of a new version of a dataset. */
export interface DatasetOptions<Parent = string> {
  /** Project that people see the dataset in. */
  project: string;
  /** At least three characters. */
  name: string;
  /** @default the highest one of this dataset counted up, or "1.0.0" */
  version?: string;
  /** Finalized versions to start from; where they have different files at a path, the later parent wins. */
  parents?: readonly Parent[];
  /** Text that the page shows beside the version. */
  description?: string;
  tags?: readonly string[];
  /** URL below which the files are stored. @default the configured one, or the file server */
  outputUri?: string;
}

/** Names a version of a dataset by its id, or by project, name and version. */
export type DatasetLookup =
  | { id: string }
  | {
      project: string;
      name: string;
      /** @default the highest one that is finalized */
      version?: string;
    };

/** How files are uploaded. */
export interface UploadOptions {
  /** Megabytes at which a zip is full and the next one is begun; 0 puts everything into one. @default 512 */
  chunkSize?: number;
  /** Whether to compress; data that is compressed already is stored faster without. @default true */
  compress?: boolean;
  signal?: AbortSignal;
}

/** Files to add to a dataset: a path, or a path and how to add it. */
export type FilesSource = string | ({ path: string } & Omit<AddFilesOptions, "signal">);
