import type { Connection } from "@clearml-ts/client";

/** Milliseconds in which nobody else can have learnt of a new task, and changed it. */
const ALONE_MS = 500;

const madeAt = new WeakMap<Connection, Map<string, number>>();

/** Keeps in mind that this process has just made a task. */
export function noteNewTask(connection: Connection, id: string): void {
  const made = madeAt.get(connection) ?? new Map<string, number>();
  madeAt.set(connection, made);
  const now = performance.now();
  // They are in the order in which they were made.
  for (const [other, time] of made) {
    if (now - time < ALONE_MS) {
      break;
    }
    made.delete(other);
  }
  made.set(id, now);
}

/** Others may know of the task: a second object of this process stands for it, or it was given away. */
export function shareTask(connection: Connection, id: string): void {
  madeAt.get(connection)?.delete(id);
}

/** Whether what the object that made a task knows of it is what the server has. */
export function isKnownHereOnly(connection: Connection, id: string): boolean {
  const time = madeAt.get(connection)?.get(id);
  return time !== undefined && performance.now() - time < ALONE_MS;
}
