import { basename, join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { previewRows, readTable } from "@clearml-ts/comfort-science";
import type { Dataset } from "@clearml-ts/datasets";
import { component } from "@clearml-ts/pipeline";
import { storeRawSurvey } from "./raw-survey.ts";

/** Where the survey is, and whose it is. */
export interface UploadRawDataInput {
  /** A file of the machine that runs the step, or a dataset that holds the file: the only way to other machines. */
  survey: string | Dataset;
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

/** Stores the survey's file, where it is not stored yet; refuses a file that is not a table. */
export const uploadRawData = component({
  name: "uploadRawData",
  type: "data_processing",
  cache: true,
  // Another file under the same name is another survey.
  cacheKey: async ({ survey }: UploadRawDataInput) =>
    typeof survey === "string" ? { content: await sha256File(survey) } : {},
  run: async ({ survey, project }: UploadRawDataInput, { connection, logger, signal }): Promise<RawData> => {
    const path =
      typeof survey === "string" ? survey : join(await survey.getLocalCopy({ signal }), survey.listFiles()[0] ?? "");
    const table = await readTable(path, { signal });
    const data = typeof survey === "string" ? await storeRawSurvey(path, { project, connection }) : survey;
    const file = basename(path);
    const columns = table.columns.size;
    logger.reportSingleValue("rows", table.rowCount);
    logger.reportSingleValue("columns", columns);
    logger.reportTable("Preview", "raw", { table: previewRows(table, 10) });
    console.log(`${file}: ${table.rowCount} rows and ${columns} columns, stored as dataset ${data.id}.`);
    return { data, file, rows: table.rowCount, columns };
  },
});
