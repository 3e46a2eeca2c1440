import { type Connection, defaultConnection } from "@clearml-ts/client";
import { ApiError, type ModelRecord, results } from "@clearml-ts/protocol";
import type { ConnectionOptions, ParameterValue, Task } from "@clearml-ts/tasks";
import { ModelNotFoundError } from "../errors.ts";
import { metadataItems, metadataValues } from "./metadata.ts";
import { type ListModelsOptions, listModelRecords } from "./model-lookup.ts";
import { modelRecordsOf } from "./models-of-task.ts";

/** Names a model by its id, or by project and name; of several, the newest. */
export type ModelLookup = { id: string } | Omit<ListModelsOptions, "pageSize">;

/** Options of downloading weights. */
export interface GetWeightsOptions {
  /** Download them again although a copy is in the cache. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** A model in the registry: weights, and their description. */
export class Model {
  #record: ModelRecord;

  protected constructor(
    readonly connection: Connection,
    record: ModelRecord,
  ) {
    this.#record = record;
  }

  /**
   * Loads a model by its id, or the newest one that fits.
   *
   * @throws {@link ModelNotFoundError} when there is none.
   */
  static async get(lookup: ModelLookup, { connection }: ConnectionOptions = {}): Promise<Model> {
    const from = connection ?? (await defaultConnection());
    if ("id" in lookup) {
      return new Model(from, await fetchModel(from, lookup.id));
    }
    for await (const record of listModelRecords(from, { ...lookup, pageSize: 1 })) {
      return new Model(from, record);
    }
    throw new ModelNotFoundError(describeLookup(lookup));
  }

  /** Yields models, newest first, asking for the next page only when you get there. */
  static async *list(options: ListModelsOptions = {}, { connection }: ConnectionOptions = {}): AsyncGenerator<Model> {
    const from = connection ?? (await defaultConnection());
    for await (const record of listModelRecords(from, options)) {
      yield new Model(from, record);
    }
  }

  /**
   * Loads the models that a task took and made: those that it listed at its last reload, and each that the registry
   * says it made, archived ones included. Models that were deleted since are left out.
   */
  static async forTask(task: Task): Promise<{ input: Model[]; output: Model[] }> {
    const { input, output } = await modelRecordsOf(task);
    const model = (record: ModelRecord) => new Model(task.connection, record);
    return { input: input.map(model), output: output.map(model) };
  }

  get id(): string {
    return this.#record.id;
  }

  get name(): string {
    return this.#record.name;
  }

  /** Address of the weights. */
  get url(): string {
    return this.#record.uri ?? "";
  }

  /** File name of the weights without its extension, under which tasks list the model. */
  get fileStem(): string {
    const file = decodeURIComponent(this.url.split(/[?#]/)[0]?.split("/").at(-1) ?? "");
    return file.replace(/\.[^.]*$/, "") || this.name;
  }

  get framework(): string | undefined {
    return this.#record.framework;
  }

  get tags(): readonly string[] {
    return this.#record.tags ?? [];
  }

  /** Number of each class by its name. */
  get labels(): Readonly<Record<string, number>> {
    return this.#record.labels ?? {};
  }

  /** Text that describes how the model is built. */
  get design(): string {
    const { design } = this.#record.design ?? {};
    return typeof design === "string" ? design : "";
  }

  /** Metadata of the model, by key. */
  get metadata(): Record<string, ParameterValue> {
    return metadataValues(this.#record.metadata);
  }

  get comment(): string {
    return this.#record.comment ?? "";
  }

  /** Whether it is published, after which only its tags, metadata and comment should change. */
  get published(): boolean {
    return this.#record.ready ?? false;
  }

  get archived(): boolean {
    return this.#record.system_tags?.includes("archived") ?? false;
  }

  /** Id of the task that made it. */
  get taskId(): string | undefined {
    return this.#record.task;
  }

  /** Id of the project. */
  get projectId(): string | undefined {
    return this.#record.project;
  }

  /** The model as the server sent it last. */
  get record(): ModelRecord {
    return this.#record;
  }

  /** Page of the model. */
  get webUrl(): string {
    return this.connection.pageUrl(`projects/${this.projectId || "*"}/models/${this.id}/general`);
  }

  /** Reads the model again from the server. */
  async reload(): Promise<this> {
    this.#record = await fetchModel(this.connection, this.id);
    return this;
  }

  /**
   * Downloads the weights into the cache and returns the path; a package is unpacked, and its folder returned. The download
   * takes at most five minutes and a second for each 50 KiB.
   */
  async getLocalCopy(options: GetWeightsOptions = {}): Promise<string> {
    const { storage } = this.connection;
    const isPackage = this.#record.system_tags?.includes("package") ?? false;
    return isPackage
      ? await storage.getUnpackedCopy(this.url, { ...options, name: this.name })
      : await storage.getLocalCopy(this.url, options);
  }

  /** Notes values about the model, keeping the others. */
  async setMetadata(values: Readonly<Record<string, ParameterValue>>): Promise<void> {
    const metadata = Object.values(metadataItems(values));
    await this.#change(() => this.#services.addOrUpdateMetadata({ model: this.id, metadata }));
  }

  /** Adds and removes tags; the others stay. */
  async changeTags({ add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] }): Promise<void> {
    await this.reload();
    const kept = this.tags.filter((tag) => !remove.includes(tag));
    await this.#change(() => this.#services.edit({ model: this.id, tags: [...new Set([...kept, ...add])] }));
  }

  async setComment(comment: string): Promise<void> {
    await this.#change(() => this.#services.edit({ model: this.id, comment }));
  }

  /** Publishes the model, but not the task that made it; publishing twice is harmless. */
  async publish(): Promise<void> {
    await this.#change(() => this.#services.setReady({ model: this.id, publish_task: false }), results.modelIsReady);
  }

  /** Archives the model: lists leave it out. */
  async archive(): Promise<void> {
    await this.#change(() => this.#services.archiveMany({ ids: [this.id] }));
  }

  /** Takes the model out of the archive. */
  async unarchive(): Promise<void> {
    await this.#change(() => this.#services.unarchiveMany({ ids: [this.id] }));
  }

  get #services() {
    return this.connection.services.models;
  }

  /** Makes a call and reads the model again; the `harmless` refusal means that nothing had to change. */
  async #change(call: () => Promise<unknown>, harmless?: (typeof results)["modelIsReady"]): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (!(harmless && error instanceof ApiError && error.is(harmless))) {
        throw error;
      }
    }
    await this.reload();
  }
}

async function fetchModel(connection: Connection, id: string): Promise<ModelRecord> {
  try {
    return (await connection.services.models.getById({ model: id })).model;
  } catch (cause) {
    if (cause instanceof ApiError && cause.is(results.invalidModelId)) {
      throw new ModelNotFoundError(`id "${id}"`, { cause });
    }
    throw cause;
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
