import { type ConfigTree, type ConfigValue, type Connection, readHocon } from "@clearml-ts/client";
import type { ModelRecord } from "@clearml-ts/protocol";
import type { ParameterValue } from "@clearml-ts/tasks";
import { metadataValues } from "./metadata.ts";
import type { ModelState } from "./model-state.ts";
import { fileNameOf, fileStem } from "./weights-url.ts";

/** The system tag of a model whose weights are a zip of several files. */
export const PACKAGE = "package";

/** A model as its record describes it, as of the last reload. */
export abstract class ModelView {
  readonly #state: ModelState;

  protected constructor(state: ModelState) {
    this.#state = state;
  }

  get connection(): Connection {
    return this.#state.connection;
  }

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  /** Address of the weights. */
  get url(): string {
    return this.record.uri ?? "";
  }

  /** File name of the weights without its extension, under which tasks list the model. */
  get fileStem(): string {
    return fileStem(fileNameOf(this.url)) || this.name;
  }

  get framework(): string | undefined {
    return this.record.framework;
  }

  get tags(): readonly string[] {
    return this.record.tags ?? [];
  }

  /** Number of each class by its name. */
  get labels(): Readonly<Record<string, number>> {
    return this.record.labels ?? {};
  }

  /** Text that describes how the model is built. */
  get design(): string {
    const { design } = this.record.design ?? {};
    return typeof design === "string" ? design : "";
  }

  /**
   * The text that describes how the model is built as an object or a list: HOCON, or JSON; undefined where there is none.
   *
   * @throws {@link ConfigError} when it is neither.
   */
  getDesignAsDict(): ConfigTree | ConfigValue[] | undefined {
    return this.design === "" ? undefined : readHocon(this.design, `the design of model ${this.id}`);
  }

  /** Metadata of the model, by key. */
  get metadata(): Record<string, ParameterValue> {
    return metadataValues(this.record.metadata);
  }

  /** Id of the model that this one comes from. */
  get parent(): string | undefined {
    return this.record.parent;
  }

  get comment(): string {
    return this.record.comment ?? "";
  }

  get systemTags(): readonly string[] {
    return this.record.system_tags ?? [];
  }

  /** Whether its weights are a zip of several files. */
  get isPackage(): boolean {
    return this.systemTags.includes(PACKAGE);
  }

  /** Whether it is published, after which only its tags, metadata and comment should change. */
  get published(): boolean {
    return this.record.ready ?? false;
  }

  get archived(): boolean {
    return this.systemTags.includes("archived");
  }

  /** Id of the task that made it. */
  get taskId(): string | undefined {
    return this.record.task;
  }

  /** Id of the project. */
  get projectId(): string | undefined {
    return this.record.project;
  }

  /** The model as the server sent it last. */
  get record(): ModelRecord {
    return this.#state.record;
  }

  /** Page of the model. */
  get webUrl(): string {
    return this.connection.pageUrl(`projects/${this.projectId || "*"}/models/${this.id}/general`);
  }

  /** Reads the model again from the server. */
  async reload(): Promise<this> {
    await this.#state.reload();
    return this;
  }
}
