import type { Connection } from "@clearml-ts/client";
import pLimit from "p-limit";
import type { EarlierTask } from "./earlier-tasks.ts";

/** Calls that are made at the same time. */
const CALLS = 8;

const REASON = "Pipeline step was cut short, and its run resumed";

/** Marks the tasks of steps that were cut short as stopped; drafts, which never ran, are deleted. */
export async function endCutShort({ services }: Connection, tasks: readonly EarlierTask[]): Promise<void> {
  const limit = pLimit(CALLS);
  const end = async ({ id, status }: EarlierTask) => {
    if (status === "created") {
      await services.tasks.delete({ task: id, force: true });
    } else if (status === "queued") {
      // Takes it out of its queue as well.
      await services.tasks.stop({ task: id, status_reason: REASON, status_message: REASON });
    } else {
      await services.tasks.stopped({ task: id, force: true, status_reason: REASON, status_message: REASON });
    }
  };
  await Promise.all(tasks.map((task) => limit(() => end(task))));
}
