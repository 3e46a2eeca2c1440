import {
  type LabelEnumeration,
  modelLogger,
  type ParameterTree,
  type ParameterValue,
  type ReportWaitOptions,
  type ScalarLogger,
  type Task,
} from "@clearml-ts/tasks";
import { ModelNotStoredError, ModelPublishedError } from "../errors.ts";
import { labelsField } from "../registry/content-fields.ts";
import type { Model } from "../registry/model.ts";
import { modelFolder, setDefaultUploadUri } from "./model-folder.ts";
import type { OutputModelOptions, UpdateWeightsOptions } from "./output-options.ts";
import { OutputRecord } from "./output-record.ts";
import { removeWeights, replaces } from "./replaced-weights.ts";
import { storeWeights, type WeightsSource } from "./store-weights.ts";
import { noted, settleUploads } from "./uploads-under-way.ts";

/**
 * A model that a task makes. It enters the registry with its first weights, so that nothing is registered when their
 * upload fails; later weights replace them.
 */
export class OutputModel {
  readonly #task: Task;
  readonly #record: OutputRecord;
  #uploadUri: string | undefined;
  #logger: ScalarLogger | undefined;

  private constructor({ uploadUri, ...options }: OutputModelOptions) {
    this.#task = options.task;
    this.#uploadUri = uploadUri;
    this.#record = new OutputRecord(options);
  }

  /** Describes a model to be; nothing is sent before it has weights, or reports. */
  static create(options: OutputModelOptions): OutputModel {
    return new OutputModel(options);
  }

  /**
   * Goes on with a model that is in the registry: it becomes one of this task, is described anew where the options say so, and
   * gets the next weights.
   *
   * @throws {@link ModelNotFoundError} when there is no such model.
   * @throws {@link ModelPublishedError} when it is published.
   */
  static async reuse(baseModelId: string, options: OutputModelOptions): Promise<OutputModel> {
    const output = new OutputModel(options);
    await output.#record.takeOver(baseModelId);
    return output;
  }

  /** Sets where the weights of later models go whose task has no destination of its own; undefined for the file server. */
  static setDefaultUploadUri(url: string | undefined): void {
    setDefaultUploadUri(url);
  }

  /** Waits until the uploads that nobody has awaited yet have ended, well or not; false when the time was over before. */
  static async waitForUploads(options: ReportWaitOptions = {}): Promise<boolean> {
    return await settleUploads(options);
  }

  get name(): string {
    return this.#record.name;
  }

  /** The model in the registry, once it has weights or reports. */
  get model(): Model | undefined {
    return this.#record.model;
  }

  /** URL of the folder that weights are stored in. */
  get uploadUri(): string {
    return modelFolder(this.#task, this.#uploadUri);
  }

  /** Stores later weights below another URL. */
  setUploadDestination(url: string): void {
    this.#uploadUri = url;
  }

  /**
   * Uploads weights (a file, a folder or several files as one zip, bytes, a stream), or takes those of a `url`; registers them and
   * lists the model on the task. Takes at most five minutes of calls, and five minutes and a second for each 50 KiB to store
   * them.
   *
   * @throws {@link WeightsError} when they cannot be read.
   * @throws {@link ModelPublishedError} when the model is published.
   */
  async updateWeights(source: WeightsSource, options: UpdateWeightsOptions = {}): Promise<Model> {
    return await noted(this.#updateWeights(source, options));
  }

  /**
   * Describes anew how the model is built: by a text, or by an object that is stored as HOCON.
   *
   * @throws {@link ModelPublishedError} when the model is published.
   */
  async updateDesign(design: string | ParameterTree): Promise<void> {
    await this.#record.update({ design }, (model) => model.setDesign(design));
  }

  /**
   * Replaces the numbers of the classes, of the model and of its task.
   *
   * @throws {@link ModelPublishedError} when the model is published.
   * @throws {@link InvalidValueError} when a class has no whole number.
   */
  async updateLabels(labels: LabelEnumeration): Promise<void> {
    await this.#record.update({ labels: labelsField(labels) }, (model) => model.setLabels(labels));
    await this.#task.setModelLabelEnumeration(labels);
  }

  /** Notes values about the model, keeping the others. */
  async setMetadata(values: Readonly<Record<string, ParameterValue>>): Promise<void> {
    const metadata = { ...this.#record.description.metadata, ...values };
    await this.#record.update({ metadata }, (model) => model.setMetadata(values));
  }

  /** Lists the model on its task under another name: now if it is registered, or with its first weights. */
  async connect({ name }: { name: string }): Promise<void> {
    await this.#record.listAs(name);
  }

  /**
   * Reports scalars, single values and plots of the model, in the background; `logger.flush()` waits for them. A model that has no
   * weights yet enters the registry with its first reports.
   */
  get logger(): ScalarLogger {
    this.#logger ??= modelLogger(this.#task.connection, {
      label: this.name,
      modelId: async () => (await this.#record.registered()).id,
    });
    return this.#logger;
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

  /**
   * Takes the model out of the archive.
   *
   * @throws {@link ModelNotStoredError} when it has no weights yet.
   */
  async unarchive(): Promise<void> {
    await this.#stored("unarchive").unarchive();
  }

  async #updateWeights(
    source: WeightsSource,
    { uploadUri, iteration, ...options }: UpdateWeightsOptions,
  ): Promise<Model> {
    const { connection } = this.#task;
    if (this.model?.published) {
      throw new ModelPublishedError(this.model.id, "replace the weights of");
    }
    this.#uploadUri = uploadUri ?? this.#uploadUri;
    return await connection.session.budget("outputModel.updateWeights()").run(async () => {
      const earlier = this.model?.url ?? "";
      const stored = await storeWeights(connection.storage, this.uploadUri, source, options);
      const model = await this.#record.store(stored, iteration);
      if (replaces(stored.uri, earlier)) {
        await removeWeights(connection, earlier);
      }
      return model;
    });
  }

  #stored(action: string): Model {
    if (!this.model || !this.#record.hasWeights) {
      throw new ModelNotStoredError(this.name, action);
    }
    return this.model;
  }
}
