import type { Connection } from "@clearml-ts/client";
import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { inputsOfTask } from "./inputs-of-task.ts";

/** The task that made a model, and the steps of pipelines that led to it. */
export interface TasksBehind {
  /** The maker first, then those whose outputs it took, and theirs. */
  tasks: Task[];
  /** Ids of those that were deleted. */
  gone: string[];
}

/** Loads a task and, step by step, all whose outputs went into it; each once. */
export async function tasksBehind(connection: Connection, id: string): Promise<TasksBehind> {
  const tasks: Task[] = [];
  const gone: string[] = [];
  const seen = new Set([id]);
  // A set yields what is added while it is gone through.
  for (const next of seen) {
    const task = await existing(connection, next);
    if (task) {
      tasks.push(task);
      for (const before of inputsOfTask(task.record).tasks) {
        seen.add(before);
      }
    } else {
      gone.push(next);
    }
  }
  return { tasks, gone };
}

async function existing(connection: Connection, id: string): Promise<Task | undefined> {
  try {
    return await Task.get({ id }, { connection });
  } catch (error) {
    if (error instanceof TaskNotFoundError) {
      return undefined;
    }
    throw error;
  }
}
