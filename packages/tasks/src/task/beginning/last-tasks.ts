import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Connection, settingAt } from "@clearml-ts/client";
import { isPlainObject, type TaskType } from "@clearml-ts/protocol";
import { projectReference } from "../../project-name.ts";
import { TaskState } from "../../record/task-state.ts";
import { isRelevant, type RememberedTask } from "./reusable.ts";

/** The name by which a program remembers its task. */
export interface TaskName {
  project: string;
  name: string;
  type: TaskType;
}

/** Finds the last task that was begun on this machine under a name, unless it is too old, gone, or changed since. */
export async function findLastTask(connection: Connection, name: TaskName, now: number): Promise<string | undefined> {
  const remembered = (await readLastTasks(connection)).get(keyOf(connection, name));
  if (remembered === undefined) {
    return undefined;
  }
  try {
    const { record } = await TaskState.load(connection, remembered.id);
    const project = (await projectReference(connection, record.project)).name;
    return isRelevant(remembered, { record, project }, { now, window: windowOf(connection) }) ? record.id : undefined;
  } catch {
    // Whatever is the matter with a task of yesterday: a new one will do.
    return undefined;
  }
}

/** Remembers a task as the last one of its name; those that are too old are forgotten. */
export async function rememberTask(connection: Connection, name: TaskName, id: string, now: number): Promise<void> {
  const tasks = await readLastTasks(connection);
  tasks.set(keyOf(connection, name), { ...name, id, time: now });
  const recent = [...tasks].filter(([, { time }]) => now - time <= windowOf(connection));
  const path = pathOf(connection);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, JSON.stringify(Object.fromEntries(recent)));
    await rename(draft, path);
  } catch (error) {
    connection.warn(`The last task could not be remembered in ${path}: ${String(error)}`);
  }
}

async function readLastTasks(connection: Connection): Promise<Map<string, RememberedTask>> {
  try {
    const content: unknown = JSON.parse(await readFile(pathOf(connection), "utf8"));
    return new Map(isPlainObject(content) ? Object.entries(content).filter(isEntry) : []);
  } catch {
    // None yet, or not readable: nothing is remembered.
    return new Map();
  }
}

function isEntry(entry: [string, unknown]): entry is [string, RememberedTask] {
  const [, task] = entry;
  return isPlainObject(task) && typeof task["id"] === "string" && typeof task["time"] === "number";
}

function pathOf({ config }: Connection): string {
  return join(config.cacheDir, "last-tasks.json");
}

/** The same name on another server is another task. */
function keyOf({ config }: Connection, { project, name, type }: TaskName): string {
  return [config.apiServer, project, name, type].map((part) => `<${part}>`).join(":");
}

/** How long tasks are remembered, in seconds. */
function windowOf({ config }: Connection): number {
  const hours = Number(settingAt(config.settings, "sdk.development.task_reuse_time_window_in_hours") ?? 24);
  return 3600 * (Number.isFinite(hours) ? hours : 24);
}
