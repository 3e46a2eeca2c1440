import type { Connection } from "@clearml-ts/client";
import { BareClient } from "../../server/server-client.ts";

const HYPERPARAMETERS = 10;
const CURVES = 10;
const LOG_LINES = 50_000;
const PLOTS = 50;
const LINES = "application/json-lines";

/** A project with as many tasks as people let one have. */
export interface FilledProject {
  project: string;
  tasks: number;
  /** One task with much console output, plots and images. */
  task: string;
  /** The others, with parameters, tags, a status, and a point on each of some curves. */
  others: string[];
  queue: string;
}

/** Fills a new project through the API. */
export async function fillProject(connection: Connection, tasks: number): Promise<FilledProject> {
  const { services } = connection;
  const client = await BareClient.for(connection);
  const { id: project } = await services.projects.create({ name: "tasks" });
  const { id: queue } = await services.queues.create({ name: "bench" });
  const others: string[] = [];
  let next = 0;
  const create = async () => {
    while (next < tasks - 1) {
      others.push(await createTask(connection, client, project, next++));
    }
  };
  await Promise.all([create(), create(), create(), create()]);
  for (const task of others.slice(0, 20)) {
    await services.tasks.enqueue({ task, queue }).catch(() => {});
  }
  for (let index = 0; index < Math.min(tasks, 1000); index += 1) {
    await services.models.create({ name: `model ${index}`, project, uri: `https://example.com/${index}`, labels: {} });
  }
  const { id: task } = await services.tasks.create({ name: "one with much in it", project, type: "training" });
  await client.post("events.add_batch", [...logLines(task)].join("\n"), LINES);
  await client.post("events.add_batch", [...samples(task)].join("\n"), LINES);
  return { project, tasks, task, others, queue };
}

async function createTask({ services }: Connection, client: BareClient, project: string, index: number) {
  const hyperparams = { Args: parameters() };
  const tags = [index % 2 === 0 ? "even" : "odd"];
  const { id } = await services.tasks.create({ name: `task ${index}`, project, type: "training", tags, hyperparams });
  await client.post("events.add_batch", [...points(id)].join("\n"), LINES);
  if (index % 4 > 0) {
    await services.tasks.started({ task: id });
  }
  if (index % 4 > 1) {
    await services.tasks.stopped({ task: id });
  }
  if (index % 4 > 2) {
    await services.tasks.failed({ task: id, force: true });
  }
  return id;
}

function parameters() {
  const names = Array.from({ length: HYPERPARAMETERS }, (_, index) => `parameter ${index}`);
  const parameter = (name: string) => ({ section: "Args", name, value: String(Math.random()), type: "float" });
  return Object.fromEntries(names.map((name) => [name, parameter(name)]));
}

function* points(task: string): Generator<string> {
  for (let curve = 0; curve < CURVES; curve += 1) {
    const names = { metric: `curve ${curve}`, variant: "train" };
    yield JSON.stringify({ type: "training_stats_scalar", task, ...names, iter: 1, value: Math.random() });
  }
}

function* logLines(task: string): Generator<string> {
  const started = Date.now() - LOG_LINES;
  for (let line = 0; line < LOG_LINES; line += 1) {
    yield JSON.stringify({ type: "log", task, level: "INFO", timestamp: started + line, msg: `line ${line} of many` });
  }
}

function* samples(task: string): Generator<string> {
  const data = [{ type: "scatter", y: Array.from({ length: 1000 }, (_, index) => Math.sin(index)) }];
  for (let index = 0; index < PLOTS; index += 1) {
    const names = { task, metric: "sample", variant: `variant ${index}`, iter: 1 };
    yield JSON.stringify({ type: "plot", ...names, plot_str: JSON.stringify({ data, layout: {} }) });
    yield JSON.stringify({ type: "training_debug_image", ...names, key: "", url: `https://example.com/${index}.png` });
  }
}
