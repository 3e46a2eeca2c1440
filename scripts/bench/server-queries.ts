import type { Connection } from "../../packages/client/dist/index.js";
import { count, durations } from "./format.ts";
import { spread } from "./median.ts";
import { BareClient } from "./server-client.ts";
import { sendPoints } from "./server-points.ts";
import { type Row, wanted } from "./server-row.ts";
import type { Bench } from "./suite.ts";

const CURVES = 10;
const HYPERPARAMETERS = 10;

/** Asks for the curves of a task with many points. */
export async function curves(
  { progress }: Bench,
  connection: Connection,
  { points, calls }: { points: number; calls: number },
): Promise<Row[]> {
  progress(`curves of a task with ${count(points)} points`);
  const { services } = connection;
  const client = await BareClient.for(connection);
  const { id: project } = await services.projects.create({ name: "curves" });
  const { id: task } = await services.tasks.create({ name: "curves", project, type: "training" });
  await sendPoints(client, { task, curves: CURVES, iterations: points / CURVES });
  const answered = spread(await client.time("events.scalar_metrics_iter_histogram", { task, key: "iter" }, calls));
  const what = `\`events.scalar_metrics_iter_histogram\` of a task: ${CURVES} curves, ${count(points)} points`;
  return [wanted(what, durations(answered), "< 100 ms", answered.median < 0.1)];
}

/** Asks for the first page of many tasks. */
export async function firstPage(
  { progress }: Bench,
  connection: Connection,
  { tasks, calls }: { tasks: number; calls: number },
): Promise<Row[]> {
  progress(`first page of ${count(tasks)} tasks`);
  const client = await BareClient.for(connection);
  const project = await createTasks(connection, tasks);
  const answered = spread(await client.time("tasks.get_all_ex", tableOfTasks(project), calls));
  const what = `\`tasks.get_all_ex\`: first page, 30 of ${count(tasks)} tasks, as the web UI asks for it`;
  return [wanted(what, durations(answered), "< 30 ms", answered.median < 0.03)];
}

/** Tasks as people have them, with parameters and tags, in a new project. */
async function createTasks({ services }: Connection, tasks: number): Promise<string> {
  const { id: project } = await services.projects.create({ name: "tasks" });
  const names = Array.from({ length: tasks }, (_, index) => `task ${index}`);
  const create = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const hyperparams = { Args: parameters() };
      await services.tasks.create({ name, project, type: "training", tags: ["bench"], hyperparams });
    }
  };
  await Promise.all([create(), create(), create(), create()]);
  return project;
}

function parameters() {
  const names = Array.from({ length: HYPERPARAMETERS }, (_, index) => `parameter ${index}`);
  const parameter = (name: string) => ({ section: "Args", name, value: String(Math.random()), type: "float" });
  return Object.fromEntries(names.map((name) => [name, parameter(name)]));
}

function tableOfTasks(project: string): object {
  const fields = "id name type status tags system_tags last_update last_iteration user.name project.name parent.name";
  return {
    project: [project],
    size: 30,
    scroll_id: null,
    order_by: ["-last_update"],
    system_tags: ["__$not", "archived", "__$not", "pipeline", "__$not", "dataset", "__$not", "reports"],
    only_fields: [...fields.split(" "), "runtime.progress", "hyperparams.properties.version.value"],
  };
}
