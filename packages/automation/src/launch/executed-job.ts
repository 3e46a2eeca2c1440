import { pythonDate, readPythonDate } from "../time/python-date.ts";

/** Something that a scheduler has started: a task, or a call of a function. */
export interface ExecutedJob {
  name: string;
  started: Date;
  /** Undefined while it runs, as far as is known. */
  finished: Date | undefined;
  taskId: string | undefined;
  /** Number of the call of a function. */
  callNumber: string | undefined;
}

/** Entries of the history that are kept: a scheduler may run for years, and stores all of them after each. */
const LONGEST_HISTORY = 1000;

/** Leaves out the oldest of a history that has grown too long. */
export function recent<Entry>(history: readonly Entry[]): Entry[] {
  return history.slice(-LONGEST_HISTORY);
}

/** It as the Python SDK writes it. */
export interface ExecutedRecord {
  name: string | null;
  started: string | null;
  finished: string | null;
  task_id: string | null;
  thread_id: string | null;
}

/** Writes it as the Python SDK does. */
export function executedRecord({ name, started, finished, taskId, callNumber }: ExecutedJob): ExecutedRecord {
  return {
    name,
    started: pythonDate(started),
    finished: finished === undefined ? null : pythonDate(finished),
    task_id: taskId ?? null,
    thread_id: callNumber ?? null,
  };
}

/** Reads it as either SDK has written it. */
export function readExecuted({ name, started, finished, task_id, thread_id }: ExecutedRecord): ExecutedJob {
  return {
    name: name ?? "",
    started: readPythonDate(started) ?? new Date(0),
    finished: readPythonDate(finished),
    taskId: task_id ?? undefined,
    callNumber: thread_id ?? undefined,
  };
}
