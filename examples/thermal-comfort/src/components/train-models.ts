import { join } from "node:path";
import { trainModels as compareLearners, readTrainingTable } from "@clearml-ts/comfort-science";
import type { Dataset } from "@clearml-ts/datasets";
import { component } from "@clearml-ts/pipeline";
import { reportTraining } from "../report-training.ts";
import { FEATURE_FILES } from "./build-features.ts";

/** Which features to learn from, and how. */
export interface TrainModelsInput {
  data: Dataset;
  mainMetric: string;
  /** How many models to compare; null for all. */
  models: number | null;
  tune: boolean;
  seed: number;
}

/** The best model and how all of them compare. */
export interface TrainedModels {
  best: {
    name: string;
    framework: string;
    metric: string;
    /** On the held-out rows. */
    value: number;
    /** Number of held-out rows. */
    rows: number;
    /** In cross-validation, by which it was chosen. */
    validated: number;
    params: Record<string, number>;
    /** Name of the file in the artifact `model`. */
    file: string;
  };
  /** Every compared model's metrics on the held-out rows. */
  metrics: Record<string, Record<string, number>>;
}

/** Compares models by cross-validation over buildings, and judges each once on the buildings held out. */
export const trainModels = component({
  name: "trainModels",
  type: "training",
  run: async (input: TrainModelsInput, { logger, signal, task }): Promise<TrainedModels> => {
    const folder = await input.data.getLocalCopy({ signal });
    const training = await readTrainingTable(join(folder, FEATURE_FILES.table), { signal });
    const { mainMetric, models, tune, seed } = input;
    const result = await compareLearners(training, {
      mainMetric,
      ...(models !== null && { models }),
      tune,
      seed,
      signal,
      log: (line) => console.log(line),
      onFold: ({ model, candidate, fold, metrics }) => {
        // Later candidates are tries of tuning, of which the log tells.
        if (candidate > 0) {
          return;
        }
        for (const [name, value] of Object.entries(metrics)) {
          logger.reportScalar(`${name} by fold`, model, value, { iteration: fold });
        }
      },
    });
    await reportTraining(task, result);
    const { name, framework, metric, value, validated, params, file } = result.best;
    return {
      best: {
        name,
        framework,
        metric,
        value,
        rows: result.predictions.row.length,
        validated,
        params: { ...params },
        file: file.name,
      },
      metrics: Object.fromEntries(result.comparison.map((model) => [model.name, { ...model.test }])),
    };
  },
});
