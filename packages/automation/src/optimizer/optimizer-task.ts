import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { SearchDefinitionError } from "../errors.ts";
import { OPTIMIZATION } from "../jobs/create-job.ts";
import { connectSettings } from "./connect-settings.ts";
import type { HyperParameterOptimizerOptions, SearchSettings } from "./optimizer-options.ts";

/** The task on which a search is shown: a given one, the current one, one that is made for it, or none. */
export class OptimizerTask implements AsyncDisposable {
  readonly #options: Pick<HyperParameterOptimizerOptions, "autoConnectTask" | "alwaysCreateTask">;
  #task: Task | undefined;
  #isOwned = false;

  constructor(options: Pick<HyperParameterOptimizerOptions, "autoConnectTask" | "alwaysCreateTask">) {
    const { autoConnectTask: given = true } = options;
    this.#options = options;
    this.#task = given instanceof Task ? given : Task.current();
  }

  /** Undefined where there is none. */
  get task(): Task | undefined {
    return this.#task;
  }

  /**
   * Opens the task for a search, and returns the settings to search with: where the task was taken up, its own.
   *
   * @throws {@link SearchDefinitionError} when the task is over and can only be read.
   */
  async open(connection: Connection, settings: SearchSettings): Promise<SearchSettings> {
    const { autoConnectTask = true, alwaysCreateTask = false } = this.#options;
    if (this.#task === undefined && alwaysCreateTask) {
      const base = await Task.get({ id: settings.baseTaskId }, { connection });
      const name = `Optimizing: ${base.name}`;
      this.#task = await Task.init({ project: base.project, name, type: "optimizer" }, { connection });
      this.#isOwned = true;
    }
    const task = this.#task;
    if (task === undefined) {
      return settings;
    }
    if (task.status !== "created" && task.status !== "in_progress") {
      throw new SearchDefinitionError(
        `The optimizer's task ${task.id} is "${task.status}", so it can only be read: its best jobs are found without a start.`,
      );
    }
    await task.addTags(OPTIMIZATION);
    return autoConnectTask === false ? settings : await connectSettings(task, settings);
  }

  /** Ends the task that was made for the search. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOwned) {
      await this.#task?.[Symbol.asyncDispose]();
    }
  }
}
