import type { Connection } from "@clearml-ts/client";
import type { Trace } from "./example.ts";

/** A task as the server has it, as far as a verdict needs it. */
export interface TaskView {
  name: string;
  status: string;
}

/** Counts of the objects of tasks on the server: titles of reports, names of artifacts, models, parameters. */
export type Traces = Record<Trace, number>;

/** Looks at what programs have left on a server. */
export class ServerView {
  readonly #services: Connection["services"];

  constructor({ services }: Connection) {
    this.#services = services;
  }

  /** The ids of all tasks, those of pipelines and datasets included. */
  async taskIds(): Promise<Set<string>> {
    const { tasks } = await this.#services.tasks.getAll({ search_hidden: true, only_fields: ["id"] });
    return new Set(tasks.map(({ id }) => id));
  }

  async tasks(ids: readonly string[]): Promise<TaskView[]> {
    return ids.length === 0 ? [] : (await this.#records(ids)).map(({ name, status }) => ({ name, status }));
  }

  /** Stops what still runs, as somebody does with the "Abort" of the web UI. */
  async abort(ids: readonly string[]): Promise<void> {
    for (const { id, status } of await this.#records(ids)) {
      if (status === "in_progress" || status === "queued") {
        await this.#services.tasks.stop({ task: id });
      }
    }
  }

  async traces(ids: readonly string[]): Promise<Traces> {
    const records = await this.#records(ids);
    const sum = (count: (record: (typeof records)[number]) => number) =>
      records.reduce((total, record) => total + count(record), 0);
    return {
      parameters: sum(({ hyperparams = {} }) =>
        Object.values(hyperparams).reduce((total, section) => total + Object.keys(section).length, 0),
      ),
      configuration: sum(({ configuration = {} }) => Object.keys(configuration).length),
      artifacts: sum(({ execution }) => execution?.artifacts?.length ?? 0),
      models: sum(({ models }) => models?.output?.length ?? 0),
      scalars: await this.#titles(ids, "training_stats_scalar"),
      plots: await this.#titles(ids, "plot"),
      "debug samples": await this.#titles(ids, "training_debug_image"),
      console: await this.#consoleLines(ids),
    };
  }

  async #records(ids: readonly string[]) {
    if (ids.length === 0) {
      return [];
    }
    const { tasks } = await this.#services.tasks.getAll({ search_hidden: true, id: ids });
    return tasks;
  }

  /** Without what the SDK reports of the machine by itself. */
  async #titles(tasks: readonly string[], type: "training_stats_scalar" | "plot" | "training_debug_image") {
    if (tasks.length === 0) {
      return 0;
    }
    const { metrics } = await this.#services.events.getTaskMetrics({ tasks, event_type: type });
    return metrics.flatMap(({ metrics: titles }) => titles).filter((title) => !title.startsWith(":monitor:")).length;
  }

  async #consoleLines(ids: readonly string[]): Promise<number> {
    let lines = 0;
    for (const task of ids) {
      lines += (await this.#services.events.getTaskLog({ task, batch_size: 1 })).total;
    }
    return lines;
  }
}
