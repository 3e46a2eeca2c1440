import type { Model } from "../registry/model.ts";
import { OutputModel, type OutputModelOptions } from "./output-model.ts";
import type { UploadWeightsOptions, WeightsSource } from "./store-weights.ts";

/** A model to register, and its weights. */
export interface RegisterModelOptions extends OutputModelOptions, UploadWeightsOptions {
  /** Path of a file or a folder, bytes, or the URL of weights that are stored elsewhere. */
  weights: WeightsSource | { url: string };
  /** Publish it as well. @default false */
  publish?: boolean;
}

/**
 * Stores weights, registers them as a model of a task, and lists the model on the task. Takes at most five
 * minutes of calls, and five minutes and a second for each 50 KiB to store the weights.
 *
 * @throws {@link WeightsError} when the weights cannot be read; nothing is registered then.
 */
export async function registerModel({
  weights,
  publish = false,
  targetName,
  signal,
  ...options
}: RegisterModelOptions): Promise<Model> {
  const output = OutputModel.create(options);
  return options.task.connection.session.budget("registerModel()").run(async () => {
    const model =
      typeof weights === "object" && "url" in weights
        ? await output.registerUrl(weights.url)
        : await output.uploadWeights(weights, {
            ...(targetName !== undefined && { targetName }),
            ...(signal && { signal }),
          });
    if (publish) {
      await model.publish();
    }
    return model;
  });
}
