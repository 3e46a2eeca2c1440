import type { Connection } from "@clearml-ts/client";
import type { EarlierTask } from "./earlier-tasks.ts";
import { workOf } from "./step-work.ts";

/** Records asked for in one request. */
const PAGE_SIZE = 500;

/** Finds the tasks of the steps that a run has begun, the newest first. */
export async function findEarlierTasks(connection: Connection, controllerId: string): Promise<EarlierTask[]> {
  const records = connection.lists.tasks.getAll(
    {
      parent: [controllerId],
      search_hidden: true,
      order_by: ["-created"],
      only_fields: ["id", "name", "status", "runtime", "execution.queue"],
    },
    { pageSize: PAGE_SIZE },
  );
  const found: EarlierTask[] = [];
  for await (const { id, name, status, runtime, execution } of records) {
    const work = workOf(runtime);
    if (work !== undefined) {
      found.push({ id, name, status, work, isQueued: Boolean(execution?.queue) });
    }
  }
  return found;
}
