import { captureConsole } from "./capture-console.ts";
import { runInTask } from "./current-task.ts";
import { keepEnd } from "./recovery/running-task.ts";
import { recordEnd } from "./task/life/record-end.ts";
import { tellFunction } from "./task/life/unheeded-stop.ts";
import { warnOfLeftEnd } from "./task/life/warn-of-left-end.ts";
import { Task } from "./task/task.ts";
import type { ConnectionOptions, InitTaskOptions } from "./task/task-options.ts";

/** The task to make around a function, and whether it takes over the console. */
export interface WithTaskOptions extends InitTaskOptions {
  /** Send what the function writes to stdout and stderr to the task as well. @default true */
  console?: boolean;
}

/**
 * Runs a function as a task: inside it, the task is the current one. The task completes when the function returns,
 * fails with the reason when it throws, and is stopped when it throws because somebody stopped the task. A function that
 * does not look at `task.signal` is not waited for any longer when somebody does. The task that an
 * agent runs is completed and stopped by the agent, which also sends its console. After the function
 * its calls and the wait for its reports take at most five minutes together, and the record of a failure as much again.
 */
export async function withTask<T>(
  { console = true, ...options }: WithTaskOptions,
  run: (task: Task) => Promise<T> | T,
  where: ConnectionOptions = {},
): Promise<T> {
  const task = await Task.init(options, where);
  const budget = task.connection.session.budget("withTask()");
  const capture = console ? captureConsole() : undefined;
  try {
    const unheeded = new Promise<never>((_, reject) => tellFunction(task, reject));
    const result = await Promise.race([runInTask(task, async () => run(task)), unheeded]);
    await budget
      .run(() => finish(task))
      .catch((error: unknown) => {
        keepEnd(task, { kind: "finished", exitCode: 0 });
        throw error;
      });
    return result;
  } catch (error) {
    await recordFailure(task, error);
    throw error;
  } finally {
    capture?.close();
    await budget.run(() => task.close());
  }
}

/** The function may have ended the task itself. */
async function finish(task: Task): Promise<void> {
  await task.reload();
  if (task.status === "in_progress" && !task.underAgent) {
    await task.complete();
  } else {
    await task.flush();
  }
}

/** The caller wants to see the error of the function, not that it could not be written down. */
async function recordFailure(task: Task, error: unknown): Promise<void> {
  const problem = await recordEnd(task, error, async () => {
    await task.reload();
    // An agent that was told to stop the task ends this process and writes it down; a reason to fail it does not know.
    if (task.status === "in_progress" && !(task.underAgent && task.signal.aborted)) {
      await (task.signal.aborted ? task.stop({ message: "USER ABORTED" }) : task.fail(error));
    }
  });
  if (problem !== undefined) {
    warnOfLeftEnd(task, problem);
  }
}
