import { type ConnectionOptions, recordEnd } from "@clearml-ts/tasks";
import { Dataset } from "./dataset.ts";
import type { DatasetLookup, DatasetOptions, FilesSource } from "./dataset-options.ts";
import type { UploadOptions } from "./entity/dataset-upload.ts";
import type { LocalCopyOptions } from "./transfer/fetch/local-copy.ts";

/** Options of a new version, and the files that go into it. */
export interface NewDatasetOptions extends DatasetOptions<string | Dataset> {
  /** Files and folders to add. */
  files: FilesSource | readonly FilesSource[];
}

/** A version that differs from another one by some files. */
export interface IncrementalDatasetOptions extends Partial<Omit<NewDatasetOptions, "parents">>, UploadOptions {
  /** The version to start from; without `project` and `name`, the new one belongs to the same dataset. */
  parent: DatasetLookup | Dataset;
  /** Patterns of files that the new version leaves out; they are removed before `files` are added. */
  remove?: string | readonly string[];
}

/** Begins a version of a dataset and adds files to it; {@link uploadDataset} does the rest. */
export async function createDataset(
  { files, ...options }: NewDatasetOptions,
  where: ConnectionOptions = {},
): Promise<Dataset> {
  const dataset = await Dataset.create(options, where);
  return orFail(dataset, async () => {
    await addAll(dataset, files);
    return dataset;
  });
}

/** Uploads the files that were added to a version, and finalizes it. An error leaves the version failed. */
export async function uploadDataset(dataset: Dataset, options: UploadOptions = {}): Promise<Dataset> {
  return orFail(dataset, async () => {
    await dataset.upload(options);
    await dataset.finalize();
    return dataset;
  });
}

/** Makes a finalized version of a dataset out of another one. */
export async function createIncrementalDataset(
  { parent, remove, files = [], chunkSize, compress, signal, ...options }: IncrementalDatasetOptions,
  where: ConnectionOptions = {},
): Promise<Dataset> {
  const base = parent instanceof Dataset ? parent : await Dataset.get(parent, where);
  const { project, name, connection } = base;
  const dataset = await Dataset.create({ project, name, ...options, parents: [base] }, { connection });
  return orFail(dataset, async () => {
    if (remove !== undefined) {
      await dataset.removeFiles(remove);
    }
    await addAll(dataset, files);
    return uploadDataset(dataset, {
      ...(chunkSize !== undefined && { chunkSize }),
      ...(compress !== undefined && { compress }),
      ...(signal && { signal }),
    });
  });
}

/** Makes a version of a dataset out of files, uploads, finalizes and publishes it. */
export async function createAndPublishDataset(
  { chunkSize, compress, signal, ...options }: NewDatasetOptions & UploadOptions,
  where: ConnectionOptions = {},
): Promise<Dataset> {
  const dataset = await createDataset(options, where);
  await uploadDataset(dataset, {
    ...(chunkSize !== undefined && { chunkSize }),
    ...(compress !== undefined && { compress }),
    ...(signal && { signal }),
  });
  await dataset.publish();
  return dataset;
}

/** Returns a folder of the cache with all files of a version; see {@link Dataset.getLocalCopy}. */
export async function downloadDataset(
  { force, links, signal, ...lookup }: DatasetLookup & LocalCopyOptions,
  where: ConnectionOptions = {},
): Promise<string> {
  const dataset = await Dataset.get(lookup, where);
  return dataset.getLocalCopy({
    ...(force !== undefined && { force }),
    ...(links !== undefined && { links }),
    ...(signal && { signal }),
  });
}

async function addAll(dataset: Dataset, files: FilesSource | readonly FilesSource[]): Promise<void> {
  for (const source of [files].flat() as FilesSource[]) {
    const { path, ...options } = typeof source === "string" ? { path: source } : source;
    await dataset.addFiles(path, options);
  }
}

/** The caller wants to see the error of the work, not that it could not be recorded. */
async function orFail<T>(dataset: Dataset, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (dataset.status === "in_progress") {
      await recordEnd(dataset.task, error, () => dataset.fail(error));
    }
    throw error;
  }
}
