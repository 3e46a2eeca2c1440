import { AsyncLocalStorage } from "node:async_hooks";
import type { Task } from "@clearml-ts/tasks";

/** The state of a program that was started for one task of a pipeline. */
export interface ProgramRun {
  /** The task that it was started for; its values win over those of the program. */
  readonly task: Task;
  /** Called when the program runs a pipeline by itself; the task that it was started for says what to run. */
  onOwnRun(): void;
}

let current: ProgramRun | undefined;

/** Set in the code that the program was started for, which may run further pipelines. */
const inTask = new AsyncLocalStorage<true>();

/** Makes runs of pipelines by the program itself do nothing but tell `run` from now on. */
export function enterProgram(run: ProgramRun): void {
  current = run;
}

/** Runs the code that the program was started for. */
export function runForTask<T>(work: () => T): T {
  return inTask.run(true, work);
}

/** The program that has been started for a task, in code of its own; undefined in every other program. */
export function programRun(): ProgramRun | undefined {
  return inTask.getStore() ? undefined : current;
}
