import { Task } from "@clearml-ts/tasks";
import { isMonitored, type Monitored } from "./monitored.ts";

/** Shows parts of a step on the pipeline's task, as they are now each time it is asked to. */
export class StepMonitor {
  readonly #controller: Task;
  readonly #monitored: Monitored;
  /** The highest value shown of each metric, by its place. */
  readonly #shown = new Map<number, number>();

  constructor(controller: Task, monitored: Monitored) {
    this.#controller = controller;
    this.#monitored = monitored;
  }

  /** Shows what the task of the step has now. */
  async show(taskId: string): Promise<void> {
    if (!isMonitored(this.#monitored)) {
      return;
    }
    const task = await Task.get({ id: taskId }, this.#controller);
    await this.#showMetrics(task);
    await this.#showArtifacts(task);
    await this.#showModels(task);
  }

  /** As in the Python SDK, the last value of a metric is shown, and only where it is higher than the one before. */
  async #showMetrics(task: Task): Promise<void> {
    const { metrics } = this.#monitored;
    const scalars = metrics.length > 0 ? await task.getReportedScalars() : {};
    for (const [index, [[title, series], [toTitle, toSeries]]] of metrics.entries()) {
      const { x = [], y = [] } = scalars[title]?.[series] ?? {};
      const [iteration, value] = [x.at(-1), y.at(-1)];
      const before = this.#shown.get(index);
      if (iteration !== undefined && value !== undefined && (before === undefined || value > before)) {
        this.#controller.logger.reportScalar(toTitle, toSeries, value, { iteration: Math.trunc(iteration) });
        this.#shown.set(index, value);
      }
    }
  }

  async #showArtifacts(task: Task): Promise<void> {
    const artifacts = this.#monitored.artifacts.flatMap(([from, to]) => {
      const artifact = task.artifacts.get(from);
      return artifact ? [{ ...artifact.record, key: to }] : [];
    });
    if (artifacts.length > 0) {
      const { connection, id } = this.#controller;
      await connection.services.tasks.addOrUpdateArtifacts({ task: id, artifacts, force: true });
    }
  }

  async #showModels(task: Task): Promise<void> {
    for (const [from, to] of this.#monitored.models) {
      const model = task.models.output.find(({ name }) => name === from);
      if (model) {
        await this.#controller.addModel({ name: to, model: model.model, type: "output" });
      }
    }
  }
}
