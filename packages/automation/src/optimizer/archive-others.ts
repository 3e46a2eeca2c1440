import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";

/** Archives all tasks but the first ones, which are taken out of the archive where they are in it. */
export async function archiveOthers(connection: Connection, ranked: readonly string[], kept: number): Promise<void> {
  for (const [place, id] of ranked.entries()) {
    const task = await Task.get({ id }, { connection });
    const belongsThere = place >= kept;
    if (task.archived !== belongsThere) {
      await task.setArchived(belongsThere);
    }
  }
}
