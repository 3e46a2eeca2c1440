import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";

/** A step as a pipeline of the Python SDK notes it down in its controller. */
export interface NotedStep {
  status: string;
  executed: string | false | null;
  job_id?: string;
  parents: string[];
  base_task_id: string | null;
}

/** A run of a pipeline that the Python SDK made: its controller, and the tasks of its steps by the steps' names. */
export interface PythonPipeline {
  controller: Task;
  graph: Record<string, NotedStep>;
  step(name: string): Task;
}

/** Reads a run of a pipeline, with the tasks of all steps that ran. */
export async function readPythonPipeline(connection: Connection, id: string): Promise<PythonPipeline> {
  const controller = await Task.get({ id }, { connection });
  const graph = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "{}") as PythonPipeline["graph"];
  const steps = new Map<string, Task>();
  for (const [name, { job_id, parents }] of Object.entries(graph)) {
    parents.sort(); // Python keeps them as a set.
    if (job_id !== undefined) {
      steps.set(name, await Task.get({ id: job_id }, { connection }));
    }
  }
  return {
    controller,
    graph,
    step(name) {
      const task = steps.get(name);
      if (!task) {
        throw new Error(`Step ${name} of pipeline ${id} has no task.`);
      }
      return task;
    },
  };
}

/** The results of its steps, by their names. */
export function outcomes({ graph }: PythonPipeline): Record<string, string> {
  return Object.fromEntries(Object.entries(graph).map(([name, { status }]) => [name, status]));
}
