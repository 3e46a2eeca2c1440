import { ProgramError, RemoteExecutionError } from "../errors.ts";
import { describeEnvironment } from "../program/environment.ts";
import { findQueueId } from "../queues.ts";
import { TaskState } from "../record/task-state.ts";
import type { Task } from "../task/task.ts";
import type { BundleOptions, ProgramBundle } from "./bundle/bundle-program.ts";
import type { ProgramRecord } from "./program-record.ts";
import type { RepositoryOptions } from "./repository/repository-program.ts";
import { storeProgram } from "./store-program.ts";
import { taskProgram } from "./task-program.ts";

/** How the running program goes on elsewhere. */
export interface ExecuteRemotelyOptions {
  /** Put a copy of the task in the queue, and leave this one as it is. @default false */
  clone?: boolean;
  /** End this process afterwards; a task that is put in the queue itself cannot run on here. @default true */
  exit?: boolean;
  /** How the program is bundled. @default with the arguments of this process */
  bundle?: BundleOptions;
  /** Send the program by its git repository, commit and changes instead of bundling it. @default false */
  repository?: boolean | Partial<RepositoryOptions>;
}

/** System tag of tasks that run where they are developed. */
const DEVELOPMENT = "development";

/** As {@link Task.executeRemotely}, up to the end of the process; returns the task that will be run. */
export async function sendToQueue(
  task: Task,
  queue: string | undefined,
  { clone = false, ...how }: ExecuteRemotelyOptions,
): Promise<Task> {
  // First: when there is no such queue or the program cannot be sent, the task runs on here as if nobody had asked.
  const queueId = queue === undefined ? undefined : await findQueueId(task.connection, queue);
  const program = await runningProgram(how);
  await task.flush();
  const target = clone ? await task.clone() : task;
  await setProgram(target, await storeProgram(task.connection, task.project, program));
  if (!clone) {
    await task.close();
    await task.stop({ force: true });
  }
  if (queueId !== undefined) {
    await target.enqueue(queueId);
    task.connection.warn(`Switching to remote execution: ${target.webUrl}`);
    return target;
  }
  await target.reload();
  await target.setSystemTags(target.systemTags.filter((tag) => tag !== DEVELOPMENT));
  if (!clone) {
    await target.reset({ force: true });
  }
  return target;
}

/**
 * Refuses what cannot be done: a task that is put in the queue itself and runs on here too.
 *
 * @throws {@link RemoteExecutionError} when it is asked for.
 */
export function checkRemoteExecution(taskId: string, { clone = false, exit = true }: ExecuteRemotelyOptions): void {
  if (!clone && !exit) {
    throw new RemoteExecutionError(
      taskId,
      "it cannot be put in a queue and run on in this process. Send a clone, or let the process end.",
    );
  }
}

/**
 * Returns the name of the queue.
 *
 * @throws {@link RemoteExecutionError} when there is none.
 */
export function requireQueue(taskId: string, queue: string | undefined): string {
  if (queue === undefined) {
    throw new RemoteExecutionError(taskId, "it does not run in this process, and no queue was named to put it in.");
  }
  return queue;
}

async function runningProgram({ bundle, repository }: ExecuteRemotelyOptions): Promise<ProgramBundle | ProgramRecord> {
  const { entry, args } = await describeEnvironment();
  if (entry === undefined) {
    throw new ProgramError("of this process", "is not in a file, so it cannot be sent away.");
  }
  const form = repository
    ? { repository: { entry, args, ...(repository === true ? {} : repository) } }
    : { bundle: { entry, args, ...bundle } };
  return (await taskProgram(form)) as ProgramBundle | ProgramRecord;
}

async function setProgram({ id, connection }: Task, { script, artifacts }: ProgramRecord): Promise<void> {
  const state = await TaskState.load(connection, id);
  if (artifacts.length > 0) {
    await connection.services.tasks.addOrUpdateArtifacts({ task: id, artifacts, force: true });
  }
  await state.edit(() => ({ script }));
}
