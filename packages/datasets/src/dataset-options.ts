import type { AddFilesOptions } from "./transfer/send/find-files.ts";

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

/** Conditions on the version that is looked for. Without a `version`, it is the highest one that meets them. */
export interface VersionConditions {
  /** @default the highest one */
  version?: string;
  /** Only a version that has all of these tags. */
  tags?: readonly string[];
  /** Only a version that is finalized. @default true */
  onlyCompleted?: boolean;
  /** Only a version that is published. @default false */
  onlyPublished?: boolean;
  /** Look at archived versions, too. @default false */
  includeArchived?: boolean;
}

/**
 * Names a version of a dataset by its id; by project and name; or by its name or tags wherever it is.
 */
export type DatasetLookup =
  | { id: string }
  | ({ project: string; name: string } & VersionConditions)
  | ({ name: string } & VersionConditions)
  | ({ tags: readonly string[] } & VersionConditions);

/** How a version is got, besides which one. */
export interface GetDatasetOptions {
  /** Name under which the current task notes which version it works with; the page shows it among the parameters. */
  alias?: string;
  /** Where an agent runs the current task, let the version that the task has under the alias win. @default false */
  overridable?: boolean;
  /** Begin a first version when there is none; needs project and name. @default false */
  autoCreate?: boolean;
  /** Begin a new version that has the one found as its parent, so that it can be changed. @default false */
  writableCopy?: boolean;
}

/** Names one version, or a whole dataset. */
export type DatasetSelection = { id: string } | { project: string; name: string; version?: string };

/** The things that are deleted with a version, and what may stand in the way. */
export interface DeleteDatasetOptions {
  /** Delete all versions of the dataset; needs project, name and `force`. @default false */
  entireDataset?: boolean;
  /** Delete it although other versions come from it. @default false */
  force?: boolean;
  /** Delete the files that it stored. @default true */
  deleteFiles?: boolean;
  /** Delete the files of other stores that it links to. @default false */
  deleteExternalFiles?: boolean;
  signal?: AbortSignal;
}

/** How versions are made one. */
export interface SquashOptions {
  /** Name of the new dataset, in the project of the first version. */
  name: string;
  /** URL below which its files are stored. @default the configured one, or the file server */
  outputUri?: string;
  /** Upload and finalize the new version. @default true */
  closeSquashedDataset?: boolean;
  signal?: AbortSignal;
}

/** The things that are done with a version when its offline session is imported. */
export interface ImportDatasetOptions {
  /** Upload its files, which must still be on this machine. @default true */
  upload?: boolean;
  /** Finalize it; otherwise it stays open. @default false */
  finalize?: boolean;
  signal?: AbortSignal;
}

/** Where in a dataset a table is. */
export interface TableOptions {
  /** Its path, whose end stands for its form: `.csv`, `.tsv`, `.arrow` or `.feather`. @default "table.csv" */
  path?: string;
}

/** Files to add to a dataset: a path, or a path and how to add it. */
export type FilesSource = string | ({ path: string } & Omit<AddFilesOptions, "signal">);
