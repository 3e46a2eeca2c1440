import { AuthenticationError, type Connection, ConnectionError } from "@clearml-ts/client";
import { ApiError, ClearMLError } from "@clearml-ts/protocol";
import type { ParameterTree } from "@clearml-ts/tasks";
import type { ExecutedJob } from "./executed-job.ts";
import type { FunctionCalls } from "./function-calls.ts";
import type { LaunchTarget } from "./launch-options.ts";
import { isUnderWay, launchTask } from "./launch-task.ts";

/** The parts of a scheduler that start something. */
export interface LaunchParts {
  connection: Connection;
  calls: FunctionCalls;
  now: Date;
  log(line: string, level?: "warning"): void;
}

/** The values that an entry is started with. */
export interface LaunchInput<Args extends readonly unknown[]> {
  /** Arguments of its function. */
  args: Args;
  /** Parameters of its task. */
  parameters: ParameterTree;
  /** Tags that its task gets. */
  tags: readonly string[];
}

/** Starts the task or the function of an entry; undefined means that it was left out, which the log explains. */
export async function launchEntry<Args extends readonly unknown[]>(
  entry: LaunchTarget<Args>,
  { args, parameters, tags }: LaunchInput<Args>,
  parts: LaunchParts,
): Promise<ExecutedJob | undefined> {
  const { name, run, queue, baseTaskId = "" } = entry;
  const { connection, calls, now, log } = parts;
  if (entry.singleInstance && (await isLastRunning(entry, parts))) {
    log(`Skipping ${name}: what it has started last still runs.`);
    return undefined;
  }
  const job = { name, started: now, finished: undefined };
  if (run !== undefined) {
    log(`Calling the function of ${name}.`);
    return { ...job, taskId: undefined, callNumber: calls.begin(() => run(...args)) };
  }
  try {
    const task = await launchTask(connection, { ...entry, baseTaskId, parameters, tags });
    log(`Scheduling ${name}: task ${task.id} on queue ${queue}.`);
    return { ...job, taskId: task.id, callNumber: undefined };
  } catch (error) {
    // Until somebody mends it, it would be no better at the next try, and everything else would wait for it.
    if (error instanceof ClearMLError && !mayPass(error)) {
      log(`Skipping ${name}: ${error.message}`, "warning");
      return undefined;
    }
    throw error;
  }
}

/** Whether the same call may succeed later: the server is away or broken, and did not refuse it. */
function mayPass(error: ClearMLError): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof AuthenticationError ||
    (error instanceof ApiError && error.resultCode >= 500)
  );
}

async function isLastRunning<Args extends readonly unknown[]>(
  { executedInstances, baseTaskId }: LaunchTarget<Args>,
  { connection, calls }: LaunchParts,
): Promise<boolean> {
  const last = executedInstances.at(-1);
  if (last === undefined) {
    return false;
  }
  return baseTaskId === undefined ? calls.isRunning(last) : isUnderWay(connection, last);
}
