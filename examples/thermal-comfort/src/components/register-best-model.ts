import type { Dataset } from "@clearml-ts/datasets";
import { type Model, promoteChampion } from "@clearml-ts/models";
import { component } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import type { TrainedModels } from "./train-models.ts";

/** The best model, the task that trained it, and its data. */
export interface RegisterBestModelInput {
  /** Id of the task that keeps the model's file. */
  trainingTask: string;
  best: TrainedModels["best"];
  metrics: TrainedModels["metrics"];
  project: string;
  data: Dataset;
  target: string;
  features: string[];
}

/** The model in use from now on, and why. */
export interface RegisteredModel {
  /** Null where none is in use: no model was better than the baseline yet. */
  model: Model | null;
  /** The metric by which it was chosen, and its value on the held-out rows; null without a model. */
  metric: string;
  value: number | null;
  promoted: boolean;
  reason: string;
  previous: string | null;
}

/**
 * Makes the best model the project's champion, if it is better than the baseline on enough held-out rows, and than the
 * model in use.
 */
export const registerBestModel = component({
  name: "registerBestModel",
  type: "service",
  run: async (input: RegisterBestModelInput, { connection, task, logger }): Promise<RegisteredModel> => {
    const { best, project } = input;
    const training = await Task.get({ id: input.trainingTask }, { connection });
    const artifact = training.artifacts.get("model");
    if (artifact === undefined) {
      throw new Error(`Training task ${training.id} has no artifact "model".`);
    }

    const baseline = input.metrics["Baseline"]?.[best.metric];
    const promotion = await promoteChampion({
      task,
      project,
      mainMetric: best.metric,
      ...(baseline !== undefined && { baseline }),
      candidate: {
        name: `${project}: ${best.name}`,
        value: best.value,
        rows: best.rows,
        weights: await artifact.getLocalCopy(),
        targetName: best.file,
        framework: best.framework,
        design: {
          model: best.name,
          parameters: best.params,
          target: input.target,
          features: input.features,
          dataset: input.data.id,
          metrics: input.metrics[best.name] ?? {},
          node: process.version,
        },
        tags: ["thermal-comfort", best.name],
        metadata: { dataset: input.data.id, training_task: training.id, validated: best.validated },
      },
    });
    console.log(promotion.reason);
    const { model = null, promoted, reason, previous = null } = promotion;
    const value = model && Number(model.metadata["main_metric_value"]);
    if (value !== null) {
      logger.reportSingleValue(`champion ${best.metric}`, value);
    }
    return { model, metric: best.metric, value, promoted, reason, previous };
  },
});
