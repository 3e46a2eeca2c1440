import type { RequestOf } from "@clearml-ts/protocol";
import { type ParameterTree, type ParameterValue, type ProjectReference, type Task, toHocon } from "@clearml-ts/tasks";
import { ModelNotStoredError } from "../errors.ts";
import { metadataItems } from "../registry/metadata.ts";
import { Model } from "../registry/model.ts";
import { listOnTask } from "./list-on-task.ts";
import { removeWeights, replaces } from "./replaced-weights.ts";
import { type StoredWeights, storeWeights, type UploadWeightsOptions, type WeightsSource } from "./store-weights.ts";

/** Frameworks that ClearML knows by name; any other text is kept as it is. */
export type Framework =
  | "TensorFlow"
  | "TensorFlow_js"
  | "TensorFlow_Lite"
  | "PyTorch"
  | "TorchScript"
  | "ONNX"
  | "Keras"
  | "ScikitLearn"
  | "XGBoost"
  | "LightGBM"
  | "CatBoost"
  | "OpenVINO"
  | (string & {});

/** Description of a model, besides its weights. */
export interface OutputModelOptions {
  /** The task that makes the model. */
  task: Task;
  /** @default the name of the task */
  name?: string;
  framework?: Framework;
  /** Number of each class by its name; numbers are unique. */
  labels?: Readonly<Record<string, number>>;
  /** Description of how the model is built: text, or an object that is stored as HOCON. */
  design?: string | ParameterTree;
  tags?: readonly string[];
  /** Notes by key. */
  metadata?: Readonly<Record<string, ParameterValue>>;
  /** @default "Created by task id: …" */
  comment?: string;
  /** Project to register it in. @default the project of the task */
  project?: ProjectReference;
}

/**
 * A model that a task makes. It enters the registry with its first weights, so that nothing is registered when their
 * upload fails; later weights replace them.
 */
export class OutputModel {
  readonly #options: OutputModelOptions;
  #model: Model | undefined;

  private constructor(options: OutputModelOptions) {
    this.#options = options;
  }

  /** Describes a model to be; nothing is sent before it has weights. */
  static create(options: OutputModelOptions): OutputModel {
    return new OutputModel(options);
  }

  get name(): string {
    return this.#options.name ?? this.#options.task.name;
  }

  /** The model in the registry, once it has weights. */
  get model(): Model | undefined {
    return this.#model;
  }

  /**
   * Uploads weights (a file, a folder as one zip, or bytes), registers them and lists the model on the task.
   * Takes at most five minutes of calls, and five minutes and a second for each 50 KiB to store them.
   *
   * @throws {@link WeightsError} when they cannot be read.
   */
  async uploadWeights(source: WeightsSource, options: UploadWeightsOptions = {}): Promise<Model> {
    const { connection, outputFolder } = this.#options.task;
    return connection.session.budget("outputModel.uploadWeights()").run(async () => {
      const earlier = this.#model?.url ?? "";
      const stored = await storeWeights(connection.storage, outputFolder, source, options);
      const model = await this.#register(stored);
      if (replaces(stored.uri, earlier)) {
        await removeWeights(connection, earlier);
      }
      return model;
    });
  }

  /** Registers weights that are stored elsewhere. Takes at most five minutes. */
  async registerUrl(url: string): Promise<Model> {
    const file = url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
    const stored = { uri: url, entryName: file.replace(/\.[^.]*$/, "") || this.name, isPackage: false };
    const { session } = this.#options.task.connection;
    return session.budget("outputModel.registerUrl()").run(() => this.#register(stored));
  }

  /**
   * Notes values about the model, keeping the others.
   *
   * @throws {@link ModelNotStoredError} when it has no weights yet.
   */
  async setMetadata(values: Readonly<Record<string, ParameterValue>>): Promise<void> {
    await this.#stored("describe").setMetadata(values);
  }

  /**
   * Publishes the model, but not the task.
   *
   * @throws {@link ModelNotStoredError} when it has no weights yet.
   */
  async publish(): Promise<void> {
    await this.#stored("publish").publish();
  }

  /**
   * Archives the model: lists leave it out.
   *
   * @throws {@link ModelNotStoredError} when it has no weights yet.
   */
  async archive(): Promise<void> {
    await this.#stored("archive").archive();
  }

  async #register({ uri, entryName, isPackage }: StoredWeights): Promise<Model> {
    const { task, framework } = this.#options;
    const { models } = task.connection.services;
    const system_tags = isPackage ? ["package"] : [];
    if (this.#model) {
      await models.edit({ model: this.#model.id, uri, system_tags, ...(framework && { framework }) });
      await this.#model.reload();
    } else {
      const { id } = await models.create({ ...this.#content(), name: this.name, uri, system_tags, ready: false });
      this.#model = await Model.get({ id }, { connection: task.connection });
    }
    await listOnTask(task, this.#model.id, entryName);
    return this.#model;
  }

  #content(): Partial<RequestOf<"models.create">> {
    const { task, project = task.project, framework, labels, design, tags, metadata, comment } = this.#options;
    const designText = typeof design === "object" ? toHocon(design as ParameterValue) : design;
    return {
      task: task.id,
      project: project.id,
      comment: comment ?? `Created by task id: ${task.id}`,
      labels: { ...labels },
      ...(framework && { framework }),
      ...(designText !== undefined && { design: { design: designText } }),
      ...(tags && { tags }),
      ...(metadata && { metadata: metadataItems(metadata) }),
    };
  }

  #stored(action: string): Model {
    if (!this.#model) {
      throw new ModelNotStoredError(this.name, action);
    }
    return this.#model;
  }
}
