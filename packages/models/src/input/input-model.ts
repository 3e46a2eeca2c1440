import { defaultConnection } from "@clearml-ts/client";
import type { ConnectionOptions, Task } from "@clearml-ts/tasks";
import { Model, type ModelLookup } from "../registry/model.ts";
import { ModelState } from "../registry/model-state.ts";
import { type ImportModelOptions, importModel, modelOfUrl } from "./import-model.ts";

/** How a task lists a model that it takes. */
export interface ConnectModelOptions {
  /** Name under which it is listed. @default the file name of the weights without its extension */
  name?: string;
  /** Take this model although another one was put in its place on the page. @default false */
  ignoreRemoteOverrides?: boolean;
}

/** A model that a task takes as its input. */
export class InputModel extends Model {
  readonly #state: ModelState;

  private constructor(state: ModelState) {
    super(state);
    this.#state = state;
  }

  /**
   * Loads a model by its id, or the newest one that fits.
   *
   * @throws {@link ModelNotFoundError} when there is none.
   */
  static override async get(lookup: ModelLookup, where: ConnectionOptions = {}): Promise<InputModel> {
    const { connection, record } = await Model.get(lookup, where);
    return new InputModel(new ModelState(connection, record));
  }

  /**
   * Registers weights that are stored somewhere. Where a model has them already, that one is returned, and everything else
   * is ignored.
   */
  static async importModel(options: ImportModelOptions, { connection }: ConnectionOptions = {}): Promise<InputModel> {
    const from = connection ?? (await defaultConnection());
    return new InputModel(new ModelState(from, await importModel(from, options)));
  }

  /** Loads the model that has the weights of an address; undefined where there is none. */
  static async loadModel(
    url: string,
    options: { includeArchived?: boolean } = {},
    { connection }: ConnectionOptions = {},
  ): Promise<InputModel | undefined> {
    const from = connection ?? (await defaultConnection());
    const record = await modelOfUrl(from, url, options);
    return record && new InputModel(new ModelState(from, record));
  }

  /**
   * Lists the model among those that a task took, and gives the task its labels where it has none. Under an agent, this object
   * becomes the model that the task lists under the name, or its first one: people may have chosen another on the page.
   *
   * @throws {@link ModelNotFoundError} when the one that was chosen is gone.
   */
  async connect(task: Task, { name, ignoreRemoteOverrides = false }: ConnectModelOptions = {}): Promise<void> {
    const entry = name ?? this.fileStem;
    const listed = task.models.input;
    const chosen = listed.find((each) => each.name === entry) ?? listed[0];
    if (task.underAgent && !ignoreRemoteOverrides && chosen) {
      await this.#state.become(chosen.model);
      return;
    }
    await task.addModel({ name: entry, model: this.id, type: "input" });
    if (Object.keys(this.labels).length > 0 && Object.keys(task.getLabelsEnumeration()).length === 0) {
      await task.setModelLabelEnumeration(this.labels);
    }
  }
}
