import { type Connection, defaultConnection } from "@clearml-ts/client";
import { type ConnectionOptions, findCommit, type Task } from "@clearml-ts/tasks";
import { ModelNotFoundError } from "../errors.ts";
import { Model } from "../registry/model.ts";
import { datasetOrigins } from "./dataset-origins.ts";
import { inputsOfTask } from "./inputs-of-task.ts";
import { missingFrom } from "./missing-from.ts";
import type { CodeOrigin, ModelLineage, ModelOrigin, TaskOrigin } from "./origins.ts";
import { presenceOf } from "./presence.ts";
import { tasksBehind } from "./tasks-behind.ts";

/** Options of {@link modelLineage}. */
export interface ModelLineageOptions extends ConnectionOptions {
  /** A folder in a working copy of the repository, in which the commit is looked for. @default the working directory */
  folder?: string;
}

/**
 * Finds the datasets, the code, the parameters and the models behind a model, through all steps of a pipeline, and
 * whether each of them still exists. It reads what both SDKs note on tasks by themselves.
 *
 * @throws {@link ModelNotFoundError} when there is no such model.
 */
export async function modelLineage(
  model: Model | string,
  { connection: given, folder = process.cwd() }: ModelLineageOptions = {},
): Promise<ModelLineage> {
  const connection = typeof model === "string" ? (given ?? (await defaultConnection())) : model.connection;
  const { id, name, url, taskId, record } =
    typeof model === "string" ? await Model.get({ id: model }, { connection }) : model;
  const { tasks, gone } = taskId === undefined ? { tasks: [], gone: [] } : await tasksBehind(connection, taskId);
  const origins = [...tasks.map(taskOrigin), ...gone.map(goneTask)];
  const maker = tasks.find((task) => task.id === taskId);
  const inputs = tasks.map((task) => inputsOfTask(task.record));
  const used = new Map(inputs.flatMap(({ datasets }) => datasets).map((dataset) => [dataset.id, dataset]));
  const taken = new Set([...(record.parent ? [record.parent] : []), ...inputs.flatMap(({ models }) => models)]);

  const lineage = {
    id,
    name,
    url,
    weights: await presenceOf(connection.storage, url),
    task: origins.find((origin) => origin.id === taskId),
    steps: origins.filter((origin) => origin.id !== taskId),
    code: maker && (await codeOrigin(maker, folder)),
    parameters: maker?.getParameters() ?? {},
    datasets: await datasetOrigins(connection, [...used.values()]),
    models: await Promise.all([...taken].map((each) => modelOrigin(connection, each))),
  };
  return { ...lineage, missing: missingFrom(lineage) };
}

function taskOrigin({ id, name, project, status }: Task): TaskOrigin {
  return { id, name, project: project.name, status, presence: "present" };
}

function goneTask(id: string): TaskOrigin {
  return { id, name: undefined, project: undefined, status: undefined, presence: "missing" };
}

async function codeOrigin({ record: { script = {} } }: Task, folder: string): Promise<CodeOrigin> {
  const { repository = "", branch = "", version_num: commit = "", entry_point: entryPoint = "", diff = "" } = script;
  const isThere = commit === "" ? undefined : await findCommit(folder, { repository, commit });
  return {
    repository,
    branch,
    commit,
    entryPoint,
    hasChanges: diff !== "",
    presence: isThere === undefined ? "unknown" : isThere ? "present" : "missing",
  };
}

async function modelOrigin(connection: Connection, id: string): Promise<ModelOrigin> {
  try {
    const { name } = await Model.get({ id }, { connection });
    return { id, name, presence: "present" };
  } catch (error) {
    if (error instanceof ModelNotFoundError) {
      return { id, name: undefined, presence: "missing" };
    }
    throw error;
  }
}
