import type { Dataset } from "@clearml-ts/datasets";
import { pipeline } from "@clearml-ts/pipeline";
import { buildFeatures } from "./components/build-features.ts";
import { processData } from "./components/process-data.ts";
import { registerBestModel } from "./components/register-best-model.ts";
import { trainModels } from "./components/train-models.ts";
import { uploadRawData } from "./components/upload-raw-data.ts";

/** The survey to learn from, and how, as the pipeline's parameters. */
export interface ThermalComfortParams {
  /** A CSV or `.csv.gz` file of the machine that runs the first step, or a dataset that holds it. */
  survey: string | Dataset;
  /** The project of the data and the models. */
  project: string;
  /** The metric that chooses the model and decides about the champion; one for classes makes it classification. */
  mainMetric: string;
  /** The column to predict; null for the one that the survey's layout names. */
  target: string | null;
  /** How many models to compare; null for all. */
  models: number | null;
  tune: boolean;
  seed: number;
}

/** The ClearML project of the example. */
export const PROJECT = "Thermal comfort";

/** From a survey's file to the model in use: five components, three versions of the data, one champion. */
export const thermalComfort = pipeline(
  { name: "thermal comfort", project: PROJECT },
  ({ survey, project, mainMetric, models, tune, seed, target }: ThermalComfortParams) => {
    const raw = uploadRawData({ survey, project });
    const processed = processData({ data: raw.outputs.data, file: raw.outputs.file, project, target });
    const features = buildFeatures({ data: processed.outputs.data, project, seed });
    const trained = trainModels({ data: features.outputs.data, mainMetric, models, tune, seed });
    const registered = registerBestModel({
      trainingTask: trained.taskId,
      best: trained.outputs.best,
      metrics: trained.outputs.metrics,
      project,
      data: features.outputs.data,
      target: processed.outputs.target,
      features: features.outputs.features,
    });
    return {
      datasets: { raw: raw.outputs.data, processed: processed.outputs.data, features: features.outputs.data },
      metrics: trained.outputs.metrics,
      best: trained.outputs.best,
      champion: registered,
    };
  },
);

/** The datasets, metrics and model that a run ends with. */
export type ThermalComfortResult = Awaited<ReturnType<typeof thermalComfort.run>>["result"];
