import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { TaskRecord } from "@clearml-ts/protocol";
import { type ConnectionOptions, type ReportedCurve, Task, type TaskFilter } from "@clearml-ts/tasks";
import { SearchDefinitionError } from "../errors.ts";
import { type MetricName, type MetricValue, metricField, metricKeys } from "./metric-field.ts";

/** The way in which a scalar is compared: its last value, or, of the `_global` ones, the best of all that were reported. */
export type ObjectiveSign = "min" | "max" | "min_global" | "max_global";

/** The scalar to optimize. */
export interface ObjectiveOptions extends MetricName {
  /** Whether less or more of it is better. @default "max" */
  order?: "min" | "max";
  /** Compare the best of all reported values rather than the last one. @default false */
  extremum?: boolean;
}

/** How the best tasks are looked up. */
export interface TopTasksOptions extends ConnectionOptions {
  /** Id of the optimizer's task, whose jobs are compared. @default all tasks */
  optimizerTaskId?: string;
  /** Further conditions, by the server's own names. */
  filter?: TaskFilter;
}

/** The scalar that a search makes as low or as high as it can. */
export class Objective {
  readonly title: string;
  readonly series: string;
  readonly extremum: boolean;
  readonly #order: "min" | "max";

  constructor({ title, series, order = "max", extremum = false }: ObjectiveOptions) {
    this.title = title;
    this.series = series;
    this.extremum = extremum;
    this.#order = order;
  }

  /**
   * Makes the objective of a search, by the sign that Python's optimizer knows.
   *
   * @throws {@link SearchDefinitionError} when there is no such sign.
   */
  static ofSign(metric: MetricName, sign: string): Objective {
    const [order, global, ...more] = sign.split("_");
    if ((order !== "min" && order !== "max") || (global !== undefined && global !== "global") || more.length > 0) {
      throw new SearchDefinitionError(
        `An objective cannot be "${sign}": it is one of "min", "max", "min_global" and "max_global".`,
      );
    }
    return new Objective({ ...metric, order, extremum: global !== undefined });
  }

  /** Title and series as one text. */
  get name(): string {
    return `${this.title}/${this.series}`;
  }

  /** Which way the scalar is to go. */
  get order(): "min" | "max" {
    return this.#order;
  }

  /** 1 where more is better, and -1 where less is. */
  getObjectiveSign(): 1 | -1 {
    return this.#order === "min" ? -1 : 1;
  }

  /** Title and series of the scalar. */
  getObjectiveMetric(): MetricName {
    return { title: this.title, series: this.series };
  }

  /** Compares two values for sorting, the better one first. */
  compare(a: number, b: number): number {
    return this.getObjectiveSign() * (b - a);
  }

  /** The value that counts in a task as its record has it; undefined where the task has reported none. */
  valueOf({ last_metrics }: Pick<TaskRecord, "last_metrics">): number | undefined {
    const [title, series] = metricKeys(this);
    const value = last_metrics?.[title]?.[series]?.[this.#field];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  /** The value that counts among the points of a curve up to a place. */
  valueAt({ y }: Pick<ReportedCurve, "y">, index: number): number | undefined {
    const upTo = this.extremum ? y.slice(0, index + 1) : y.slice(index, index + 1);
    return upTo.filter(Number.isFinite).sort((a, b) => this.compare(a, b))[0];
  }

  /** The order in which the server lists tasks, best first. */
  get orderBy(): string {
    return `${this.#order === "max" ? "-" : ""}${metricField(this, this.#field)}`;
  }

  /** Reads the value that counts from a task on the server; undefined where the task has reported none. */
  async getObjective(taskId: string, { connection }: ConnectionOptions = {}): Promise<number | undefined> {
    const { tasks } = await (connection ?? (await defaultConnection())).services.tasks.getAll({
      id: [taskId],
      search_hidden: true,
      only_fields: ["last_metrics"],
    });
    return tasks[0] && this.valueOf(tasks[0]);
  }

  /** As {@link Objective.getObjective}, turned so that more is always better. */
  async getNormalizedObjective(taskId: string, options: ConnectionOptions = {}): Promise<number | undefined> {
    const value = await this.getObjective(taskId, options);
    return value === undefined ? undefined : this.getObjectiveSign() * value;
  }

  /** Reads the last point that a task has reported; undefined where it has reported none. */
  async getCurrentRawObjective(
    taskId: string,
    { connection }: ConnectionOptions = {},
  ): Promise<{ iteration: number; value: number } | undefined> {
    const { x, y } = await this.readCurve(connection ?? (await defaultConnection()), taskId);
    const [iteration, value] = [x.at(-1), y.at(-1)];
    return iteration === undefined || value === undefined ? undefined : { iteration, value };
  }

  /** Reads all that a task has reported of the scalar, thinned out by the server where it is long. */
  async readCurve(connection: Connection, taskId: string): Promise<ReportedCurve> {
    const curves = await connection.services.events.scalarMetricsIterHistogram({ task: taskId, key: "iter" });
    const { x, y } = curves[this.title]?.[this.series] ?? { x: [], y: [] };
    return { x: x.map(Number), y };
  }

  /** Finds the tasks with the best values, the best one first. */
  async getTopTasks(count: number, { optimizerTaskId, filter, connection }: TopTasksOptions = {}): Promise<Task[]> {
    const found: Task[] = [];
    const query = {
      includeArchived: true,
      includeHidden: true,
      pageSize: Math.min(Math.max(count, 1), 100),
      ...(optimizerTaskId !== undefined && { parent: optimizerTaskId }),
      filter: { order_by: [this.orderBy], ...filter },
    };
    for await (const task of count > 0 ? Task.list(query, connection ? { connection } : {}) : []) {
      if (this.valueOf(task.record) !== undefined) {
        found.push(task);
      }
      if (found.length >= count) {
        break;
      }
    }
    return found;
  }

  get #field(): MetricValue {
    return this.extremum ? `${this.#order}_value` : "value";
  }
}
