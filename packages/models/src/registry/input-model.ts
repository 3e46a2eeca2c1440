import type { ConnectionOptions, Task } from "@clearml-ts/tasks";
import { Model, type ModelLookup } from "./model.ts";

/** A model that a task takes as its input. */
export class InputModel extends Model {
  /**
   * Loads a model by its id, or the newest one that fits.
   *
   * @throws {@link ModelNotFoundError} when there is none.
   */
  static override async get(lookup: ModelLookup, where: ConnectionOptions = {}): Promise<InputModel> {
    const { connection, record } = await Model.get(lookup, where);
    return new InputModel(connection, record);
  }

  /** Lists the model among those a task took, by default under the file name of its weights. */
  async connect(task: Task, { name }: { name?: string } = {}): Promise<void> {
    await task.addModel({ name: name ?? this.fileStem, model: this.id, type: "input" });
  }
}
