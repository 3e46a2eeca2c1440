import { defaultConnection } from "@clearml-ts/client";
import type { ModelRecord } from "@clearml-ts/protocol";
import type { ConnectionOptions, Task } from "@clearml-ts/tasks";
import { ModelNotFoundError } from "../errors.ts";
import { type ListModelsOptions, listModelRecords } from "./find/model-lookup.ts";
import { modelRecordsOf } from "./find/models-of-task.ts";
import { ModelReports } from "./model-reports.ts";
import { fetchModel, ModelState } from "./model-state.ts";
import { type RemoveModelOptions, removeModel } from "./remove-model.ts";

/** Names a model by its id, or by project and name; of several, the newest. */
export type ModelLookup = { id: string } | Omit<ListModelsOptions, "pageSize">;

/** Options of downloading weights. */
export interface GetWeightsOptions {
  /** Download them again although a copy is in the cache. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** A model in the registry: weights, and their description. */
export class Model extends ModelReports {
  protected constructor(state: ModelState) {
    super(state);
  }

  /**
   * Loads a model by its id, or the newest one that fits.
   *
   * @throws {@link ModelNotFoundError} when there is none.
   */
  static async get(lookup: ModelLookup, { connection }: ConnectionOptions = {}): Promise<Model> {
    const from = connection ?? (await defaultConnection());
    if ("id" in lookup) {
      return new Model(new ModelState(from, await fetchModel(from, lookup.id)));
    }
    for await (const record of listModelRecords(from, { ...lookup, pageSize: 1 })) {
      return new Model(new ModelState(from, record));
    }
    throw new ModelNotFoundError(describeLookup(lookup));
  }

  /** Yields models, newest first, asking for the next page only when you get there. */
  static async *list(options: ListModelsOptions = {}, { connection }: ConnectionOptions = {}): AsyncGenerator<Model> {
    const from = connection ?? (await defaultConnection());
    for await (const record of listModelRecords(from, options)) {
      yield new Model(new ModelState(from, record));
    }
  }

  /**
   * Loads the models that a task took and made: those that it listed at its last reload, and each that the registry
   * says it made, archived ones included. Models that were deleted since are left out.
   */
  static async forTask(task: Task): Promise<{ input: Model[]; output: Model[] }> {
    const { input, output } = await modelRecordsOf(task);
    const model = (record: ModelRecord) => new Model(new ModelState(task.connection, record));
    return { input: input.map(model), output: output.map(model) };
  }

  /**
   * Deletes a model with its weights, wherever they are stored, as Python does; published ones too.
   *
   * @throws {@link ModelNotFoundError} when there is none.
   * @throws {@link ModelInUseError} when tasks use it, or the task that made it is published, unless it is forced.
   * @throws {@link LeftoverWeightsError} when the weights could not be removed; the model is deleted then.
   */
  static async remove(
    model: Model | string,
    options: RemoveModelOptions = {},
    { connection }: ConnectionOptions = {},
  ): Promise<void> {
    if (typeof model !== "string") {
      await removeModel(model.connection, model.id, options);
    } else {
      await removeModel(connection ?? (await defaultConnection()), model, options);
    }
  }

  /**
   * Downloads the weights into the cache and returns the path; a package is unpacked, and its folder returned. The download
   * takes at most five minutes and a second for each 50 KiB.
   */
  async getLocalCopy(options: GetWeightsOptions = {}): Promise<string> {
    const { storage } = this.connection;
    return this.isPackage
      ? await storage.getUnpackedCopy(this.url, { ...options, name: this.name })
      : await storage.getLocalCopy(this.url, options);
  }
}

function describeLookup({ project, name, tags }: Omit<ListModelsOptions, "pageSize">): string {
  const parts = [
    name === undefined ? "any name" : `name "${name}"`,
    ...(project === undefined ? [] : [`in project "${project}"`]),
    ...(tags === undefined ? [] : [`tagged ${tags.join(", ")}`]),
  ];
  return parts.join(" ");
}
