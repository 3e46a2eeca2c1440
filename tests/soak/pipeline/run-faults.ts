import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";

/** The steps of the pipeline, each of which must have been done once. */
const STEPS = ["load", "square", "square_1", "square_2", "total", "total again"];

/** A node of the graph, as far as it is looked at. */
interface NotedStep {
  status: string;
  executed: string | false | null;
}

/** The state of a run that has come to its end. */
export interface RunFaults {
  /** Everything that is not as in a run that nobody disturbed; one sentence each. */
  readonly faults: readonly string[];
  /** Ids of the tasks that have completed. */
  readonly completed: ReadonlySet<string>;
  /** Tasks that were cut short. */
  readonly stopped: number;
}

/** Looks whether each step of a run has completed exactly once, whether all else that was done is shown as cut short, and whether the graph says so. */
export async function faultsOfRun(
  connection: Connection,
  controllerId: string,
  works: readonly { step: string; task: string }[],
): Promise<RunFaults> {
  const controller = await Task.get({ id: controllerId }, { connection });
  const { tasks } = await connection.services.tasks.getAll({
    parent: [controllerId],
    search_hidden: true,
    only_fields: ["id", "name", "status"],
  });
  const completed = tasks.filter(({ status }) => status === "completed");
  const stopped = tasks.filter(({ status }) => status === "stopped");
  const graph = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "{}") as Record<string, NotedStep>;
  const ids = new Set(tasks.map(({ id }) => id));
  const faults = [
    controller.status !== "completed" && `is ${controller.status}`,
    ...tasks
      .filter(({ status }) => status !== "completed" && status !== "stopped")
      .map(({ name, id, status }) => `has task ${id} of step "${name}", which is ${status}`),
    ...STEPS.map((step) => {
      const done = completed.filter(({ name }) => name === step);
      return done.length !== 1 && `has completed step "${step}" ${done.length} times`;
    }),
    ...STEPS.map((step) => {
      const task = completed.find(({ name }) => name === step)?.id;
      const { status, executed } = graph[step] ?? {};
      const isTold = status === "completed" && executed === task;
      return !isTold && `shows step "${step}" as ${status} by task ${executed} rather than ${task}`;
    }),
    ...works
      .filter(({ task }) => !ids.has(task))
      .map(({ step, task }) => `did step "${step}" in task ${task}, which is not there`),
    new Set(works.map(({ task }) => task)).size !== works.length && "did a step twice in one task",
  ];
  return {
    faults: faults.filter((fault) => fault !== false).map((fault) => `run ${controllerId} ${fault}`),
    completed: new Set(completed.map(({ id }) => id)),
    stopped: stopped.length,
  };
}
