import type { Connection } from "@clearml-ts/client";
import { TaskWatch } from "@clearml-ts/tasks";

/** Returns the watch of a connection, which all steps of a runner share. `pollEvery` is in milliseconds. */
export function taskWatches(pollEvery: number): (connection: Connection) => TaskWatch {
  const watches = new WeakMap<Connection, TaskWatch>();
  return (connection) => {
    const known = watches.get(connection) ?? new TaskWatch({ connection, pollEvery });
    watches.set(connection, known);
    return known;
  };
}
