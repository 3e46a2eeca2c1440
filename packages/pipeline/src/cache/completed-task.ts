import type { Connection } from "@clearml-ts/client";
import { exactPattern, type TaskRecord } from "@clearml-ts/protocol";

/** Runtime property with the hash of a step's work; the Python SDK writes it and looks for it too. */
export const JOB_HASH = "pipeline_job_hash";

/** The runtime property to look for. */
export interface CompletedTaskQuery {
  property: string;
  value: string;
  /** Ids of the projects to look in. @default all */
  project?: readonly string[];
  signal: AbortSignal;
}

/** A task that may be reused. */
export type CompletedTask = Pick<TaskRecord, "id" | "runtime">;

/** Finds the newest completed task with a runtime property that is not archived; undefined where there is none. */
export async function findCompletedTask(
  connection: Connection,
  { property, value, signal, ...filter }: CompletedTaskQuery,
): Promise<CompletedTask | undefined> {
  const { tasks } = await connection.services.tasks.getAll(
    {
      ...filter,
      _all_: { fields: [`runtime.${property}`], pattern: exactPattern(value) },
      status: ["completed", "published"],
      system_tags: ["-archived"],
      search_hidden: true,
      order_by: ["-last_update"],
      page: 0,
      page_size: 1,
      only_fields: ["id", "runtime"],
    },
    { signal },
  );
  return tasks[0];
}
