import type { JoinedTaskRecord } from "@clearml-ts/protocol";

/** A list of tasks after changes were merged into it. */
export interface MergedTasks {
  /** The tasks in the order in which they were loaded, each as it is now. */
  tasks: JoinedTaskRecord[];
  /** How many were made since. */
  added: number;
}

/** The moment of the last change that a list knows of, as the server writes it; undefined for an empty one. */
export function lastChange(tasks: readonly JoinedTaskRecord[]): string | undefined {
  return tasks.reduce<string | undefined>(
    (last, { last_change: at }) => (at !== undefined && (last === undefined || at > last) ? at : last),
    undefined,
  );
}

/** Puts changed tasks in the places of those that are shown, so that no row moves while somebody reads; counts new ones. */
export function mergeChanges(
  tasks: readonly JoinedTaskRecord[],
  changed: readonly JoinedTaskRecord[],
  since: string,
): MergedTasks {
  const byId = new Map(changed.map((task) => [task.id, task]));
  const merged = tasks.map((task) => {
    const now = byId.get(task.id);
    byId.delete(task.id);
    return now ?? task;
  });
  // Others changed too, which were not scrolled to yet.
  const added = [...byId.values()].filter(({ created = "" }) => created > since).length;
  return { tasks: merged, added };
}
