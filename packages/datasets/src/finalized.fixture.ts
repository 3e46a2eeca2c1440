import type { Connection } from "@clearml-ts/client";
import { folderWith } from "@clearml-ts/testing";
import { Dataset } from "./dataset.ts";

/** Makes a finalized version that consists of these files and those of its parents. */
export async function finalized(
  connection: Connection,
  files: Readonly<Record<string, string>>,
  options: Partial<Parameters<typeof Dataset.create>[0]> = {},
): Promise<Dataset> {
  const dataset = await Dataset.create({ project: "Comfort", name: "survey", ...options }, { connection });
  if (Object.keys(files).length > 0) {
    await dataset.addFiles(await folderWith(files));
  }
  await dataset.upload();
  await dataset.finalize();
  return dataset;
}
