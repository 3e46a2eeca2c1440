import type { RequestOf } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { ModelPublishedError } from "../errors.ts";
import { frameworkOfFile } from "../registry/framework.ts";
import { Model } from "../registry/model.ts";
import { descriptionFields, type ModelDescription } from "../registry/model-description.ts";
import { PACKAGE } from "../registry/model-view.ts";
import { listOnTask } from "./list-on-task.ts";
import type { OutputModelOptions } from "./output-options.ts";
import { entryNameOf, type StoredWeights } from "./store-weights.ts";

/** The file name that Python gives weights that are still to come. */
const TO_COME = "uploading_file";

/** A model of a task on its way into the registry: described here first, and there from its first weights or reports on. */
export class OutputRecord {
  readonly #options: Omit<OutputModelOptions, "uploadUri">;
  #description: ModelDescription;
  #entryName: string | undefined;
  #model: Model | undefined;
  #creation: Promise<Model> | undefined;
  #hasWeights = false;

  constructor(options: Omit<OutputModelOptions, "uploadUri">) {
    const { task, name, project, entryName, ...description } = options;
    this.#options = options;
    this.#description = description;
    this.#entryName = entryName;
  }

  get name(): string {
    return this.#options.name ?? this.#task.name;
  }

  get model(): Model | undefined {
    return this.#model;
  }

  get hasWeights(): boolean {
    return this.#hasWeights;
  }

  /** The description of the model until it is registered. */
  get description(): ModelDescription {
    return this.#description;
  }

  /** Changes what is said about the model: here until it is registered, and there from then on. */
  async update(description: ModelDescription, change: (model: Model) => Promise<void>): Promise<void> {
    this.#description = { ...this.#description, ...description };
    // A creation under way may have been sent already.
    const model = await this.#creation;
    if (model) {
      await change(model);
    }
  }

  /** Registers weights, and lists the model on its task. */
  async store(stored: StoredWeights, iteration: number | undefined): Promise<Model> {
    const { uri, isPackage } = stored;
    const system_tags = isPackage ? [PACKAGE] : [];
    const framework = this.#description.framework ?? (isPackage ? undefined : frameworkOfFile(stored.fileName));
    const weights = { uri, system_tags, ...(framework && { framework }) };
    const isNew = this.#creation === undefined;
    const model = await this.#registered(weights);
    if (!isNew || iteration !== undefined) {
      await this.#edit(model, { ...weights, ...(iteration !== undefined && { iteration }) });
    }
    this.#hasWeights = true;
    await listOnTask(this.#task, model.id, this.#entryName ?? entryNameOf(stored, this.name));
    return model;
  }

  /** The model in the registry; one that has no weights is registered with the address that Python gives it. */
  async registered(): Promise<Model> {
    return await this.#registered({ uri: `${this.#task.outputFolder}/models/${TO_COME}`, system_tags: [] });
  }

  /** Makes a model of the registry the one that the task goes on with. */
  async takeOver(id: string): Promise<void> {
    const { connection } = this.#task;
    const model = await Model.get({ id }, { connection });
    if (model.published) {
      throw new ModelPublishedError(id, "go on with");
    }
    const { project = this.#task.project, name, comment } = this.#options;
    const notes = [
      model.comment,
      `Overwritten by task id: ${this.#task.id}`,
      ...(comment === undefined ? [] : [comment]),
    ];
    await this.#edit(model, {
      ...descriptionFields(this.#description),
      comment: notes.filter((note) => note !== "").join("\n"),
      task: this.#task.id,
      project: project.id,
      ...(name !== undefined && { name }),
    });
    this.#model = model;
    this.#creation = Promise.resolve(model);
    this.#hasWeights = model.url !== "" && !model.url.endsWith(`/${TO_COME}`);
    await listOnTask(this.#task, id, this.#entryName ?? model.fileStem);
  }

  /** Names the model on its task. */
  async listAs(name: string): Promise<void> {
    this.#entryName = name;
    const model = await this.#creation;
    if (model) {
      await this.#task.addModel({ name, model: model.id, type: "output" });
    }
  }

  get #task(): Task {
    return this.#options.task;
  }

  /** Reports and weights that come together register the model once. */
  async #registered(weights: Pick<RequestOf<"models.create">, "uri" | "system_tags" | "framework">): Promise<Model> {
    this.#creation ??= this.#create(weights).catch((error: unknown) => {
      this.#creation = undefined;
      throw error;
    });
    return await this.#creation;
  }

  async #create(weights: Pick<RequestOf<"models.create">, "uri" | "system_tags" | "framework">): Promise<Model> {
    const { connection, id: task } = this.#task;
    const { project = this.#task.project } = this.#options;
    const { comment = `Created by task id: ${task}` } = this.#description;
    const { id } = await connection.services.models.create({
      labels: this.#task.getLabelsEnumeration(),
      ...descriptionFields({ ...this.#description, comment }),
      ...weights,
      task,
      project: project.id,
      name: this.name,
      ready: false,
    });
    this.#model = await Model.get({ id }, { connection });
    return this.#model;
  }

  async #edit(model: Model, changes: Omit<RequestOf<"models.edit">, "model">): Promise<void> {
    await model.connection.services.models.edit({ model: model.id, ...changes });
    await model.reload();
  }
}
