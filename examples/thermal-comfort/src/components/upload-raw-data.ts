import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { previewRows, readTable } from "@clearml-ts/comfort-science";
import type { Dataset } from "@clearml-ts/datasets";
import { component } from "@clearml-ts/pipeline";
import { storeVersion } from "./dataset-version.ts";

/** Where the survey is, and whose it is. */
export interface UploadRawDataInput {
  path: string;
  project: string;
}

/** The file as a dataset version. */
export interface RawData {
  data: Dataset;
  /** The file's name in the dataset. */
  file: string;
  rows: number;
  columns: number;
}

/** Stores the survey's file, as it is, as the first version in the lineage; refuses a file that is not a table. */
export const uploadRawData = component({
  name: "uploadRawData",
  type: "data_processing",
  cache: true,
  // Another file under the same name is another survey.
  cacheKey: async ({ path }: UploadRawDataInput) => ({ content: await sha256File(path) }),
  run: async ({ path, project }: UploadRawDataInput, { connection, logger, signal }): Promise<RawData> => {
    const table = await readTable(path, { signal });
    const columns = table.columns.size;
    logger.reportSingleValue("rows", table.rowCount);
    logger.reportSingleValue("columns", columns);
    logger.reportTable("Preview", "raw", { table: previewRows(table, 10) });

    const file = basename(path);
    const description = `The survey as it was given: ${file}, ${table.rowCount} rows and ${columns} columns.`;
    const data = await storeVersion({ connection, project, name: "raw survey", description }, (folder) =>
      copyFile(path, join(folder, file)),
    );
    console.log(`${file}: ${table.rowCount} rows and ${columns} columns, stored as dataset ${data.id}.`);
    return { data, file, rows: table.rowCount, columns };
  },
});
