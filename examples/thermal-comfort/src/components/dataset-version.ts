import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";

/** The name of a new version of the data, and where it comes from. */
export interface VersionOptions {
  connection: Connection;
  project: string;
  name: string;
  description: string;
  /** The version that this one was made of; its files are not in the new one. */
  parent?: Dataset;
  tags?: readonly string[];
}

/**
 * Stores the files that `write` makes in a folder as a new, finalized version of a dataset.
 *
 * A failure on the way leaves the version failed and not finalized, so nobody takes it for data.
 */
export async function storeVersion(
  options: VersionOptions,
  write: (folder: string) => Promise<void>,
): Promise<Dataset> {
  const { connection, project, name, description, parent, tags = [] } = options;
  return withTemporaryFolder(async (folder) => {
    await write(folder);
    await using dataset = await Dataset.create(
      { project, name, description, tags, ...(parent !== undefined && { parents: [parent] }) },
      { connection },
    );
    if (parent !== undefined) {
      await dataset.removeFiles("*");
    }
    await dataset.addFiles(folder);
    await dataset.upload();
    await dataset.finalize();
    return dataset;
  });
}

/** Writes a value as a JSON file. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Reads a JSON file that {@link writeJson} wrote. */
export async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, "utf8")) as T;
}

async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "thermal-comfort-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
