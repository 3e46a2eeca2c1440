import { inTurn, type Task } from "@clearml-ts/tasks";
import { InvalidDatasetError } from "../errors.ts";

/** The section of parameters that the Python SDK keeps the datasets of a task in. */
const SECTION = "Datasets";

/** A version of a dataset that a task works with. */
export interface UsedDataset {
  id: string;
  name: string;
  version: string | undefined;
}

/** The id of a version that stands on a task under an alias, where an agent runs the task; undefined where none does. */
export function chosenByTask(task: Task | undefined, alias: string): string | undefined {
  const chosen = task?.underAgent ? task.getParameter(`${SECTION}/${alias}`) : undefined;
  if (chosen !== undefined && (typeof chosen !== "string" || chosen === "")) {
    throw new InvalidDatasetError(`Parameter "${SECTION}/${alias}" of task ${task?.id} is not the id of a dataset.`);
  }
  return chosen;
}

/** Writes down on a task which version it works with, as the Python SDK does. */
export async function recordUse(
  task: Task,
  { id, name, version }: UsedDataset,
  { alias, asked }: { alias: string | undefined; asked: string },
): Promise<void> {
  if (alias !== undefined) {
    await task.setParameters({ [`${SECTION}/${alias}`]: id });
  }
  const { services } = task.connection;
  const original = `orig_datasets.${name}${version === undefined ? "" : `/${version}`}`;
  await inTurn(task.connection, task.id, async () => {
    const { runtime = {} } = (await task.reload()).record;
    const used = Array.isArray(runtime["datasets"]) ? runtime["datasets"] : [];
    const datasets = used.includes(id) ? used : [...used, id];
    if (datasets !== used || runtime[original] !== asked) {
      await services.tasks.edit({ task: task.id, runtime: { ...runtime, datasets, [original]: asked }, force: true });
      await task.reload();
    }
  });
}
