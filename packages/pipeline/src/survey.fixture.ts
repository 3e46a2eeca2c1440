import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";

/** Begins a dataset with one file, which says `text`, and uploads it; it is not finalized. */
export async function openSurvey(connection: Connection, text: string): Promise<Dataset> {
  const folder = await mkdtemp(join(tmpdir(), "survey-"));
  try {
    await writeFile(join(folder, "votes.txt"), text);
    const dataset = await Dataset.create({ project: "Comfort", name: "survey" }, { connection });
    await dataset.addFiles(folder);
    await dataset.upload();
    return dataset;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As {@link openSurvey}, finalized. */
export async function makeSurvey(connection: Connection, text: string): Promise<Dataset> {
  const dataset = await openSurvey(connection, text);
  await dataset.finalize();
  return dataset;
}

/** What the file in a dataset says. */
export async function textOf(dataset: Dataset): Promise<string> {
  return readFile(join(await dataset.getLocalCopy(), "votes.txt"), "utf8");
}
