import { join } from "node:path";
import {
  buildFeatureTable,
  readTable,
  type SurveySchema,
  textColumns,
  writeTrainingTable,
} from "@clearml-ts/comfort-science";
import type { Dataset } from "@clearml-ts/datasets";
import { component } from "@clearml-ts/pipeline";
import { readJson, storeVersion, writeJson } from "./dataset-version.ts";
import { PROCESSED_FILES } from "./process-data.ts";

/** The files of a version of features. */
export const FEATURE_FILES = { table: "features.csv.gz", preprocessing: "preprocessing.json" } as const;

/** Which processed version to make features of. */
export interface BuildFeaturesInput {
  data: Dataset;
  project: string;
  seed: number;
}

/** The features as a dataset version. */
export interface FeatureData {
  data: Dataset;
  features: string[];
  trainRows: number;
  testRows: number;
}

/** Makes features, holds out whole buildings, and fits encoders and scalers on the rows that are not held out. */
export const buildFeatures = component({
  name: "buildFeatures",
  type: "data_processing",
  cache: true,
  run: async (input: BuildFeaturesInput, { connection, logger, signal, task }): Promise<FeatureData> => {
    const processed = await input.data.getLocalCopy({ signal });
    const schema = await readJson<SurveySchema>(join(processed, PROCESSED_FILES.schema));
    const table = await readTable(join(processed, PROCESSED_FILES.table), { text: textColumns(schema), signal });
    const features = buildFeatureTable(table, schema, { seed: input.seed });
    const { report, fitted, dropped, featureNames } = features;
    for (const message of report.messages) {
      console.log(message);
    }

    logger.reportSingleValue("features", report.features);
    logger.reportSingleValue("training rows", report.trainRows);
    logger.reportSingleValue("held-out rows", report.testRows);
    logger.reportSingleValue("training groups", report.trainGroups);
    logger.reportSingleValue("held-out groups", report.testGroups);
    logger.reportSingleValue("rows with PMV", report.pmvRows);
    await task.uploadArtifact("preprocessing", fitted);
    await task.uploadArtifact("report", { ...report, dropped });

    const data = await storeVersion(
      {
        connection,
        project: input.project,
        name: "survey features",
        description: `${report.features} features of ${report.rows} rows; ${report.testGroups} groups are held out.`,
        parent: input.data,
      },
      async (folder) => {
        await writeTrainingTable(features, join(folder, FEATURE_FILES.table), { signal });
        await writeJson(join(folder, FEATURE_FILES.preprocessing), fitted);
      },
    );
    return { data, features: featureNames, trainRows: report.trainRows, testRows: report.testRows };
  },
});
