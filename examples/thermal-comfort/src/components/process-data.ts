import { join } from "node:path";
import { processSurvey, readTable, recognizeSurvey, writeCsv } from "@clearml-ts/comfort-science";
import type { Dataset } from "@clearml-ts/datasets";
import { component } from "@clearml-ts/pipeline";
import { storeVersion, writeJson } from "./dataset-version.ts";

/** The files of a processed version. */
export const PROCESSED_FILES = { table: "processed.csv.gz", schema: "schema.json" } as const;

/** Which raw version to clean, and what is to be predicted. */
export interface ProcessDataInput {
  data: Dataset;
  /** The file's name in the dataset. */
  file: string;
  project: string;
  /** The column to predict; null for the one that the survey's layout names. */
  target: string | null;
}

/** The cleaned survey as a dataset version. */
export interface ProcessedData {
  data: Dataset;
  rows: number;
  columns: number;
  retentionRate: number;
  /** The column to predict, by its name in the processed data. */
  target: string;
}

/** Cleans the survey: codes, types, duplicates, dates, ranges, and holes that rows of the same group can fill. */
export const processData = component({
  name: "processData",
  type: "data_processing",
  cache: true,
  run: async (input: ProcessDataInput, { connection, logger, signal, task }): Promise<ProcessedData> => {
    const raw = await readTable(join(await input.data.getLocalCopy({ signal }), input.file), { signal });
    const recognized = recognizeSurvey([...raw.columns.keys()], input.target === null ? {} : { target: input.target });
    const { dialect, formats } = raw;
    const { table, schema, report } = processSurvey(raw, recognized, { decimal: dialect.decimal, formats });
    for (const message of [...schema.messages, ...report.messages]) {
      console.log(message);
    }

    logger.reportSingleValue("rows in", report.rowsIn);
    logger.reportSingleValue("rows out", report.rowsOut);
    logger.reportSingleValue("columns in", report.columnsIn);
    logger.reportSingleValue("columns out", report.columnsOut);
    logger.reportSingleValue("missing values removed", report.missingRemoved);
    logger.reportSingleValue("retention rate", report.retentionRate);
    logger.reportTable("Preview", "processed", { table: report.preview });
    logger.reportTable("Months", "rows and mean target", { table: report.months.map((month) => ({ ...month })) });
    await task.uploadArtifact("report", report);

    const data = await storeVersion(
      {
        connection,
        project: input.project,
        name: "processed survey",
        description: `The cleaned survey: ${report.rowsOut} of ${report.rowsIn} rows; target ${schema.target}.`,
        parent: input.data,
      },
      async (folder) => {
        await writeCsv(table, join(folder, PROCESSED_FILES.table), { signal });
        await writeJson(join(folder, PROCESSED_FILES.schema), schema);
      },
    );
    return {
      data,
      rows: report.rowsOut,
      columns: report.columnsOut,
      retentionRate: report.retentionRate,
      target: schema.target,
    };
  },
});
