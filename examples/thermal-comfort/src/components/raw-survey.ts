import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { Dataset } from "@clearml-ts/datasets";
import { storeVersion, type VersionOptions } from "./dataset-version.ts";

const NAME = "raw survey";

/** Stores a survey's file, as it is, as the first version in the lineage; the same content is stored once. */
export async function storeRawSurvey(
  path: string,
  { project, connection }: Pick<VersionOptions, "project" | "connection">,
): Promise<Dataset> {
  const content = `sha256:${await sha256File(path)}`;
  const file = basename(path);
  for await (const { id } of Dataset.list({ project, name: NAME, tags: [content] }, { connection })) {
    const dataset = await Dataset.get({ id }, { connection });
    if (dataset.listFiles().includes(file)) {
      return dataset;
    }
  }
  const description = `The survey as it was given: ${file}.`;
  return storeVersion({ connection, project, name: NAME, description, tags: [content] }, (folder) =>
    copyFile(path, join(folder, file)),
  );
}
